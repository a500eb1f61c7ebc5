#include "tests/agreement/slow_passes.hpp"

#include <algorithm>
#include <cstring>
#include <functional>
#include <set>

namespace lockstep::slow {

using kit::Kind;
using kit::Row;

namespace {

// One field: its bytes, or the values within it.
struct Value {
  Bytes bytes;
  std::vector<Value> parts;
};

Value read(const Row& row, const std::byte* from) {
  const std::byte* at = from + row.offset;
  Value value;
  if (row.kind == Kind::object) {
    for (const Row& member : row.within) value.parts.push_back(read(member, at));
  } else if (kit::is_container(row.kind)) {
    const unsigned count =
        kit::holds_messages(row.kind) ? std::to_integer<unsigned>(*at) : row.count;
    for (unsigned i = 0; i < count; ++i)
      value.parts.push_back(read(row.cell(), at + row.cells + i * row.stride));
  } else {
    value.bytes.assign(at, at + row.size);
  }
  return value;
}

void write(const Row& row, const Value& value, std::byte* to) {
  std::byte* at = to + row.offset;
  if (row.kind == Kind::object) {
    for (std::size_t i = 0; i < row.within.size(); ++i) write(row.within[i], value.parts[i], at);
  } else if (kit::holds_messages(row.kind)) {
    std::vector<Bytes> messages;
    for (const Value& part : value.parts) {
      messages.emplace_back(row.stride);
      write(row.cell(), part, messages.back().data());
    }
    if (row.kind == Kind::bag)
      std::sort(messages.begin(), messages.end(), [](const auto& a, const auto& b) {
        return std::memcmp(a.data(), b.data(), a.size()) < 0;
      });
    *at++ = static_cast<std::byte>(messages.size());
    for (const Bytes& message : messages) at = std::copy(message.begin(), message.end(), at);
  } else if (kit::is_container(row.kind)) {
    for (unsigned i = 0; i < row.count; ++i)
      write(row.cell(), value.parts[i], at + row.cells + i * row.stride);
  } else {
    std::copy(value.bytes.begin(), value.bytes.end(), at);
  }
}

using Change = std::function<void(const Row&, Value&)>;

// What is within first.
void change(const Row& row, Value& value, const Change& f) {
  for (std::size_t i = 0; i < value.parts.size(); ++i)
    change(row.kind == Kind::object ? row.within[i] : row.cell(), value.parts[i], f);
  f(row, value);
}

Bytes changed(const Row& state, const Bytes& bytes, const Change& f) {
  Value value = read(state, bytes.data());
  change(state, value, f);
  Bytes made(bytes.size());
  write(state, value, made.data());
  return made;
}

bool is_timer(const Row& row) { return row.kind == Kind::timer || row.kind == Kind::wall_timer; }
bool is_token(const Row& row) { return row.kind == Kind::token || row.kind == Kind::token_source; }
unsigned raw(const Value& value) { return std::to_integer<unsigned>(value.bytes.at(0)); }
bool counts(unsigned timer) { return timer >= 2 && timer <= 254; }

}  // namespace

Bytes renamed(const Row& state, const Bytes& bytes, kit::TypeKey tag,
              const std::vector<unsigned>& to) {
  return changed(state, bytes, [&](const Row& row, Value& value) {
    if (row.key != tag) return;
    if ((row.kind == Kind::id || row.kind == Kind::maybe) && raw(value) != 0)
      value.bytes[0] = static_cast<std::byte>(to[raw(value) - 1] + 1);
    if (row.kind == Kind::set) {
      unsigned members = 0;
      for (unsigned i = 0; i < to.size(); ++i)
        if ((raw(value) >> i & 1u) != 0) members |= 1u << to[i];
      value.bytes[0] = static_cast<std::byte>(members);
    }
    if (row.kind == Kind::table) {
      const std::vector<Value> old = value.parts;
      for (unsigned i = 0; i < to.size(); ++i) value.parts[to[i]] = old[i];
    }
  });
}

Bytes ticked(const Row& state, const Bytes& bytes) {
  return changed(state, bytes, [](const Row& row, Value& value) {
    if (is_timer(row) && counts(raw(value)))
      value.bytes[0] = static_cast<std::byte>(raw(value) - 1);
  });
}

Bytes ranked(const Row& state, const Bytes& bytes) {
  std::set<unsigned> used{0};
  changed(state, bytes, [&](const Row& row, Value& value) {
    if (is_token(row)) used.insert(raw(value));
  });
  return changed(state, bytes, [&](const Row& row, Value& value) {
    if (is_token(row))
      value.bytes[0] = static_cast<std::byte>(std::distance(used.begin(), used.find(raw(value))));
  });
}

Seen timers(const Row& state, const Bytes& bytes) {
  Seen seen{false, false};
  changed(state, bytes, [&](const Row& row, Value& value) {
    if (!is_timer(row)) return;
    seen.counts |= counts(raw(value));
    seen.overdue |= row.urgent && raw(value) == 1;
  });
  return seen;
}

}  // namespace lockstep::slow
