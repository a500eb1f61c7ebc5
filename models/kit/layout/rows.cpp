#include "models/kit/layout/rows.hpp"

#include "checker/errors/errors.hpp"
#include "models/kit/layout/rows_of.hpp"

#include <algorithm>

namespace lockstep::kit {

Row row_of_leaf(Kind kind, TypeKey key, bool ordered, bool urgent) {
  Row made;
  made.kind = kind;
  made.size = kind == Kind::instant ? 2 : 1;
  made.key = key;
  made.ordered = ordered;
  made.urgent = urgent;
  return made;
}

Row row_of_names(Kind kind, Names names) {
  Row made = row_of_leaf(kind);
  made.names = std::move(names);
  return made;
}

Row row_of_cells(Kind kind, std::size_t count, std::size_t before, Row cell) {
  Row made;
  made.kind = kind;
  made.count = static_cast<std::uint32_t>(count);
  made.stride = cell.size;
  made.cells = static_cast<std::uint32_t>(before);
  made.size = made.cells + made.count * made.stride;
  made.within.push_back(std::move(cell));
  return made;
}

Row row_of_member(const char* name, std::ptrdiff_t offset, Row made) {
  made.name = name;
  made.offset = static_cast<std::uint32_t>(offset);
  return made;
}

Row row_of_object(TypeKey key, std::size_t size, std::vector<Row> members) {
  std::vector<const Row*> by_offset;
  for (const Row& member : members) by_offset.push_back(&member);
  std::sort(by_offset.begin(), by_offset.end(),
            [](const Row* a, const Row* b) { return a->offset < b->offset; });
  std::size_t end = 0;
  for (const Row* member : by_offset) {
    if (member->offset != end)
      throw ContractBroken("the field `" + member->name +
                           "` is described twice, or one before it is not described");
    end = member->offset + member->size;
  }
  Row made;
  made.kind = Kind::object;
  made.size = static_cast<std::uint32_t>(size);
  made.key = key;
  made.within = std::move(members);
  return made;
}

}  // namespace lockstep::kit
