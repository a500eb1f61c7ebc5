// The parameters of a protocol: members of a described struct, set by `key=value`.
#pragma once

#include "checker/errors/errors.hpp"
#include "models/kit/catalogue/catalogue.hpp"
#include "models/kit/layout/enumerators.hpp"
#include "models/kit/times/span.hpp"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

namespace lockstep::kit {

// Which number or which choice `value` is. Throw Refused with what is allowed.
long parse_number(const Parameter& about, const std::string& value);
std::size_t parse_choice(const Parameter& about, const std::string& value);

// Throws Refused for a setting whose name is not among `known`, or that is given twice.
void require_known(const std::vector<Setting>& settings, const std::vector<Parameter>& known,
                   const std::string& protocol);

// Throws Refused for a setting that has no effect beside the others (Parameter::only_with), unless
// its value is the one it has when none is given; ContractBroken for a condition that names no
// parameter.
void require_effect(const std::vector<Setting>& settings, const std::vector<Parameter>& known);

// The settings that have an effect beside the others. Dropping one may leave another without.
std::vector<Setting> with_effect(std::vector<Setting> settings,
                                 const std::vector<Parameter>& known);

// `renew_every` is written `renew-every`.
std::string with_dashes(std::string name);

// A parameter of a protocol. Its value is a member of some struct: `base` points to that struct,
// and is handed to every function, so that one protocol may have parameters in several structs.
struct ParameterRow {
  Parameter about;
  void* (*member)(void* base) = nullptr;
  // Of the type of the member. `set` throws Refused with what is allowed.
  void (*set_member)(void* member, const Parameter& about, const std::string& value) = nullptr;
  std::string (*get_member)(const void* member) = nullptr;
  Span* (*span_in_member)(void* member) = nullptr;  // of a time; none when it is unbounded

  void set(void* base, const std::string& value) const { set_member(member(base), about, value); }
  std::string get(void* base) const { return get_member(member(base)); }
  Span* span(void* base) const { return span_in_member(member(base)); }
};

// Throws ContractBroken when the default is not a value that the parameter may have.
void require_good_default(const ParameterRow& row, void* base);

// The times among the parameters, with what is known of them.
std::vector<std::pair<const Parameter*, Span*>> spans_of(
    const std::vector<ParameterRow>& parameters, void* base);

// How a member of this type is written.
template <class T>
struct Written {
  static_assert(std::is_integral_v<T>, "a parameter is a number, a bool or a described enum");
  static std::vector<std::string> choices() { return {}; }
  static T parse(const Parameter& about, const std::string& value) {
    return static_cast<T>(parse_number(about, value));
  }
  static std::string print(T value) { return std::to_string(value); }
};
template <>
struct Written<bool> {
  static std::vector<std::string> choices() { return {"false", "true"}; }
  static bool parse(const Parameter& about, const std::string& value) {
    return parse_choice(about, value) == 1;
  }
  static std::string print(bool value) { return value ? "true" : "false"; }
};
template <DescribedEnum Enum>
struct Written<Enum> {
  static_assert(all_described<Enum>(),
                "an enumerator is not described: name every one in BOOST_DESCRIBE_ENUM");
  static std::vector<std::string> choices() {
    std::vector<std::string> names;
    for_each_enumerator<Enum>([&](const char* name, Enum) { names.push_back(with_dashes(name)); });
    return names;
  }
  static Enum parse(const Parameter& about, const std::string& value) {
    return enumerator_at<Enum>(parse_choice(about, value));
  }
  static std::string print(Enum value) { return with_dashes(enumerator_name(value)); }
};

template <>
struct Written<Span> {
  static std::vector<std::string> choices() { return {}; }
  static Span parse(const Parameter& about, const std::string& value) {
    return parse_span(about, value);
  }
  static std::string print(const Span& value) { return print_span(value); }
};
template <>
struct Written<Bound> {
  static std::vector<std::string> choices() { return {}; }
  static Bound parse(const Parameter& about, const std::string& value) {
    return parse_bound(about, value);
  }
  static std::string print(const Bound& value) { return print_bound(value); }
};
template <>
struct Written<Drift> {
  static std::vector<std::string> choices() { return {}; }
  static Drift parse(const Parameter& about, const std::string& value) {
    return parse_drift(about, value);
  }
  static std::string print(const Drift& value) { return print_drift(value); }
};

// The time in a member, if it is one.
inline Span* span_in(Span& span) { return &span; }
inline Span* span_in(Bound& bound) { return bound.unbounded() ? nullptr : &bound.span(); }
template <class T>
Span* span_in(T&) {
  return nullptr;
}

template <class T>
std::string form_of() {
  if constexpr (std::is_same_v<T, Span>) return "ticks, or a time such as 30s";
  if constexpr (std::is_same_v<T, Bound>) return "ticks, a time such as 30s, or unbounded";
  if constexpr (std::is_same_v<T, Drift>) return "as a ratio such as 1/10 or 200ppm, or unbounded";
  return "";
}

// The name of a member. Throws ContractBroken when it is not described.
template <auto member, class Params>
std::string member_name() {
  std::string found;
  boost::mp11::mp_for_each<Members<Params>>([&](auto candidate) {
    using Pointer = std::remove_cv_t<decltype(candidate.pointer)>;
    if constexpr (std::is_same_v<Pointer, std::remove_cv_t<decltype(member)>>)
      if (candidate.pointer == member) found = with_dashes(candidate.name);
  });
  if (found.empty())
    throw ContractBroken("a parameter is not named in the BOOST_DESCRIBE_STRUCT of its struct");
  return found;
}

template <class T>
struct MemberAs {
  static void set(void* member, const Parameter& about, const std::string& value) {
    *static_cast<T*>(member) = Written<T>::parse(about, value);
  }
  static std::string get(const void* member) {
    return Written<T>::print(*static_cast<const T*>(member));
  }
  static Span* span(void* member) { return span_in(*static_cast<T*>(member)); }
};

template <auto member, class Params>
void* address_of(void* base) {
  return &(static_cast<Params*>(base)->*member);
}

template <auto member, class Params>
ParameterRow parameter_of() {
  using Type = std::remove_reference_t<decltype(std::declval<Params&>().*member)>;
  Parameter about{member_name<member, Params>(),
                  {},
                  Written<Type>::print(Params{}.*member),
                  0,
                  0,
                  Written<Type>::choices(),
                  form_of<Type>(),
                  false,
                  {}};
  return {std::move(about), &address_of<member, Params>, &MemberAs<Type>::set, &MemberAs<Type>::get,
          &MemberAs<Type>::span};
}

// The names of all members that are described, inherited or not.
template <class Params>
std::vector<std::string> member_names() {
  std::vector<std::string> names;
  if constexpr (Described<Params>)
    boost::mp11::mp_for_each<Members<Params>>(
        [&](auto member) { names.push_back(with_dashes(member.name)); });
  return names;
}

}  // namespace lockstep::kit
