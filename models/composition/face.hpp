// What the faces of a lock, a store and a workload have in common: parameters, what they need, and
// what a verdict rests on because of them.
#pragma once

#include "models/composition/world/part.hpp"
#include "models/kit/layout/rows_of.hpp"
#include "models/kit/protocol/parameters.hpp"

#include <string>
#include <type_traits>
#include <utility>
#include <vector>

namespace lockstep::composition {

template <class T>
Kind kind_of() {
  if constexpr (std::is_same_v<T, Nothing>)
    return {};
  else
    return {&kit::row_of<T>(), static_cast<std::uint32_t>(sizeof(T))};
}

kit::ParameterRow described(kit::ParameterRow row, std::string sentence, long min, long max);

// Bytes from the start of the struct to the member.
template <auto member>
struct OffsetOf;
template <class Struct, class Field, Field Struct::*member>
struct OffsetOf<member> {
  static std::int32_t value() {
    static const Struct sample{};
    return static_cast<std::int32_t>(reinterpret_cast<const char*>(&(sample.*member)) -
                                     reinterpret_cast<const char*>(&sample));
  }
};
template <auto member>
std::int32_t offset_of() {
  return OffsetOf<member>::value();
}

// f(params), or f(params, environment).
template <auto f, class Result, class P>
Result called(const P& params, const Environment& environment) {
  if constexpr (std::is_invocable_v<decltype(f), const P&>)
    return f(params);
  else
    return f(params, environment);
}

template <class P>
class Face {
 public:
  explicit Face(Part& part) : part_(part) {
    part.make_params = [] { return std::static_pointer_cast<void>(std::make_shared<P>()); };
  }

  // A parameter by its member; its name is the member's, its default the initialiser. Numbers are
  // within [min, max]; a bool or an enum has choices and no range.
  template <auto member>
  ParameterWords parameter(std::string sentence, long min = 0, long max = 0) {
    part_.parameters.push_back(
        described(kit::parameter_of<member, P>(), std::move(sentence), min, max));
    return ParameterWords(part_.parameters.back().about);
  }

  // bool f(const Params&), or f(const Params&, const Environment&): settings for which it is false
  // are refused with this sentence.
  template <auto truth>
  void needs(std::string sentence) {
    part_.needs.emplace_back(
        [](const void* p, const Environment& e) { return called<truth, bool, P>(as(p), e); },
        std::move(sentence));
  }

  // void f(Params&, Environment&): works out from the settings what is not set. The times of the
  // environment may be counted in another tick.
  template <auto work_out>
  void derive() {
    part_.derive.push_back([](void* p, Environment& e) { work_out(*static_cast<P*>(p), e); });
  }

  // What every verdict rests on, and the settings that drop it ("expiry=lazy"), if there are any.
  void assumption(std::string sentence, std::string without = "") {
    part_.assumptions.push_back(
        [one = Assumption{std::move(sentence), std::move(without)}](
            const void*, const Environment&) { return std::vector<Assumption>{one}; });
  }
  // std::vector<Assumption> f(const Params&), or f(const Params&, const Environment&).
  template <auto list>
  void assumptions() {
    part_.assumptions.push_back([](const void* p, const Environment& e) {
      return called<list, std::vector<Assumption>, P>(as(p), e);
    });
  }

 private:
  static const P& as(const void* p) { return *static_cast<const P*>(p); }

  Part& part_;
};

}  // namespace lockstep::composition
