// Prints any field by its type.
#pragma once

#include "models/kit/layout/contents.hpp"
#include "models/kit/layout/lanes.hpp"
#include "models/kit/passes/printed.hpp"

#include <string>

namespace lockstep::kit {

class Printer {
 public:
  explicit Printer(const Lanes& lanes) : lanes_(lanes) {}

  template <class T>
  Printed operator()(const T& value) const {
    return print(value);
  }

 private:
  static Printed word(std::string text) { return {Printed::Kind::word, std::move(text), {}, {}}; }
  static Printed bare(std::string text) { return {Printed::Kind::bare, std::move(text), {}, {}}; }

  static Printed print(bool value) { return bare(value ? "true" : "false"); }
  template <std::integral T>
  static Printed print(T value) {
    return bare(std::to_string(+value));
  }
  template <class T>
  requires std::is_enum_v<T>
  static Printed print(T value) {
    static_assert(DescribedEnum<T>, "an enum needs a BOOST_DESCRIBE_ENUM line right after it");
    if constexpr (DescribedEnum<T>)
      return word(enumerator_name(value));
    else
      return {};
  }
  template <int max>
  static Printed print(Count<max> count) {
    return bare(std::to_string(int{count}));
  }
  static Printed print(Budget budget) { return bare(std::to_string(budget.left())); }
  template <class Timer>
  static Printed print_timer(Timer timer) {
    if (timer.stopped()) return word("stopped");
    if (timer.running() && !timer.counts()) return word("unbounded");
    return timer.expired() ? word("expired") : bare(std::to_string(timer.left()));
  }
  template <bool urgent>
  static Printed print(BasicTimer<urgent> timer) {
    return print_timer(timer);
  }
  static Printed print(WallTimer timer) { return print_timer(timer); }
  static Printed print(WallClock clock) { return word(clock_in_words(Inside::offset(clock))); }
  static Printed print(const Instant& instant) {
    return word(instant.set() ? moment_in_words(Inside::ahead(instant)) : "none");
  }
  template <class Family>
  static Printed print(BasicToken<Family> token) {
    return bare(std::to_string(Inside::raw(token)));
  }
  template <class Family>
  static Printed print(const BasicTokenSource<Family>& source) {
    return print(source.last());
  }
  template <class Tag>
  Printed print(Id<Tag> id) const {
    return word(lanes_.name(id));
  }
  template <class Tag>
  Printed print(Maybe<Tag> maybe) const {
    return word(lanes_.name(maybe));
  }
  template <class Enum>
  static Printed print(Flags<Enum> flags) {
    Printed list{Printed::Kind::list, {}, {}, {}};
    for_each_enumerator<Enum>([&](const char* name, Enum one) {
      if (flags.has(one)) list.add("", word(name));
    });
    return list;
  }
  template <class Tag, std::size_t n>
  Printed print(const Set<Tag, n>& set) const {
    Printed list{Printed::Kind::list, {}, {}, {}};
    for (unsigned i = 0; i < population<Tag>(n); ++i) {
      const auto id = Inside::identity<Id<Tag>>(i);
      if (set.contains(id)) list.add("", print(id));
    }
    return list;
  }
  template <class Tag, class Cell, std::size_t n>
  Printed print(const Table<Tag, Cell, n>& table) const {
    Printed cells{Printed::Kind::cells, {}, {}, {}};
    for (unsigned i = 0; i < population<Tag>(n); ++i)
      cells.add(std::to_string(i + 1), print(Inside::cells(table)[i]));
    return cells;
  }
  template <class Message, std::size_t n>
  Printed print(const Bag<Message, n>& bag) const {
    return in_order(bag.begin(), bag.end());
  }
  template <class Message, std::size_t n>
  Printed print(const Fifo<Message, n>& fifo) const {
    return in_order(fifo.begin(), fifo.end());
  }
  template <class T, std::size_t n>
  Printed print(const std::array<T, n>& many) const {
    return in_order(many.data(), many.data() + n);
  }
  template <Described T>
  Printed print(const T& value) const {
    Printed object{Printed::Kind::object, {}, {}, {}};
    for_each_member(value,
                    [&](const char* name, const auto& member) { object.add(name, print(member)); });
    return object;
  }

  template <class T>
  Printed in_order(const T* from, const T* to) const {
    Printed list{Printed::Kind::list, {}, {}, {}};
    for (; from != to; ++from) list.add("", print(*from));
    return list;
  }
  template <class Tag>
  unsigned population(std::size_t capacity) const {
    const auto* kind = lanes_.find(key_of<Tag>());
    return kind ? kind->population : static_cast<unsigned>(capacity);
  }

  const Lanes& lanes_;
};

}  // namespace lockstep::kit
