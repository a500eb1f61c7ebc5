#include "models/kit/passes/print.hpp"

#include <algorithm>

namespace lockstep::kit {
namespace {

using Text = Printed::Kind;

Printed word(std::string text) { return {Text::word, std::move(text), {}, {}}; }
Printed bare(std::string text) { return {Text::bare, std::move(text), {}, {}}; }

unsigned byte(const std::byte* at) { return std::to_integer<unsigned>(*at); }

Printed enumerator(const Row& row, unsigned value) {
  for (const auto& [named, name] : row.names)
    if (named == value) return word(name);
  return word(std::to_string(value));
}

Printed flags(const Row& row, unsigned bits) {
  Printed list{Text::list, {}, {}, {}};
  for (const auto& [named, name] : row.names)
    if ((bits >> named & 1u) != 0) list.add("", word(name));
  return list;
}

Printed timer(unsigned raw) {
  switch (raw) {
    case 0: return word("stopped");
    case 1: return word("expired");
    case 255: return word("unbounded");
    default: return bare(std::to_string(raw - 1));
  }
}

Printed instant(const std::byte* at) {
  const int raw = static_cast<int>(256 * byte(at) + byte(at + 1));
  return word(raw == 0 ? "none" : moment_in_words(raw - 32'768));
}

Printed set(const Row& row, const std::byte* at, const Lanes& lanes) {
  Printed list{Text::list, {}, {}, {}};
  for (unsigned i = 0; i < row.count; ++i)
    if ((byte(at + i / 8) >> i % 8 & 1u) != 0) list.add("", word(lanes.name(row.key, i + 1)));
  return list;
}

Printed cells(const Row& row, const std::byte* at, unsigned count, const Lanes& lanes) {
  const bool numbered = row.kind == Kind::table;
  Printed made{numbered ? Text::cells : Text::list, {}, {}, {}};
  for (unsigned i = 0; i < count; ++i)
    made.add(numbered ? std::to_string(i + 1) : "",
             print(row.cell(), at + row.cells + i * row.stride, lanes));
  return made;
}

Printed object(const Row& row, const std::byte* at, const Lanes& lanes) {
  Printed made{Text::object, {}, {}, {}};
  for (const Row& member : row.within) made.add(member.name, print(member, at, lanes));
  return made;
}

}  // namespace

Printed print(const Row& row, const std::byte* value, const Lanes& lanes) {
  const std::byte* at = value + row.offset;
  switch (row.kind) {
    case Kind::number:
    case Kind::token:
    case Kind::token_source: return bare(std::to_string(byte(at)));
    case Kind::boolean: return bare(byte(at) != 0 ? "true" : "false");
    case Kind::enumerator: return enumerator(row, byte(at));
    case Kind::flags: return flags(row, byte(at));
    case Kind::id:
    case Kind::maybe: return word(lanes.name(row.key, byte(at)));
    case Kind::timer:
    case Kind::wall_timer: return timer(byte(at));
    case Kind::wall_clock: return word(clock_in_words(std::to_integer<std::int8_t>(*at)));
    case Kind::set: return set(row, at, lanes);
    case Kind::instant: return instant(at);
    case Kind::object: return object(row, at, lanes);
    case Kind::table:
    case Kind::array: return cells(row, at, row.count, lanes);
    case Kind::bag:
    case Kind::fifo: return cells(row, at, byte(at), lanes);
  }
  return {};
}

namespace {

// The path of the field at `byte`, counted from where the row itself begins; empty when it is not
// within. `path` leads to the row.
std::string path_to(const Row& row, std::uint32_t byte, const std::string& path) {
  if (row.kind == Kind::object)
    for (const Row& member : row.within) {
      if (byte < member.offset) continue;
      const std::string inner = path.empty() ? member.name : path + '.' + member.name;
      std::string found = path_to(member, byte - member.offset, inner);
      if (!found.empty()) return found;
    }
  if (is_container(row.kind))
    for (std::uint32_t i = 0; i < row.count; ++i) {
      const std::uint32_t from = row.cells + i * row.stride;
      if (byte < from || byte >= from + row.cell().size) continue;
      return path_to(row.cell(), byte - from, path + '[' + std::to_string(i + 1) + ']');
    }
  const bool spread = row.kind == Kind::table && row.size < row.count * row.stride;
  return byte < row.size && !spread ? path : "";
}

}  // namespace

std::string field_at(const Row& row, std::uint32_t byte) { return path_to(row, byte, ""); }

}  // namespace lockstep::kit
