// The parameters of a protocol: members of a described struct, set by `key=value`.
#pragma once

#include "checker/errors/errors.hpp"
#include "models/kit/catalogue.hpp"
#include "models/kit/described.hpp"
#include "models/kit/span.hpp"

#include <algorithm>
#include <functional>
#include <string>
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

// `renew_every` is written `renew-every`.
std::string with_dashes(std::string name);

template <class Params>
struct ParameterOf {
  Parameter about;
  std::function<void(Params&, const std::string& value)> set;
  std::function<std::string(const Params&)> get;
  std::function<Span*(Params&)> span = {};  // of a time; none when it is unbounded
};

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

// The times among the parameters, with what is known of them.
template <class Params>
std::vector<std::pair<const Parameter*, Span*>> spans_of(
    const std::vector<ParameterOf<Params>>& parameters, Params& params) {
  std::vector<std::pair<const Parameter*, Span*>> found;
  for (const auto& parameter : parameters)
    if (Span* span = parameter.span(params)) found.emplace_back(&parameter.about, span);
  return found;
}

template <class T>
std::string form_of() {
  if constexpr (std::is_same_v<T, Span>) return "ticks, or a time as 30s";
  if constexpr (std::is_same_v<T, Bound>) return "ticks, a time as 30s, or unbounded";
  if constexpr (std::is_same_v<T, Drift>) return "a ratio as 1/10 or 200ppm, or unbounded";
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

template <auto member, class Params>
ParameterOf<Params> parameter_of(std::string sentence, long min, long max) {
  using Type = std::remove_reference_t<decltype(Params{}.*member)>;
  Parameter about{member_name<member, Params>(),
                  std::move(sentence),
                  Written<Type>::print(Params{}.*member),
                  min,
                  max,
                  Written<Type>::choices(),
                  form_of<Type>(),
                  false,
                  {}};
  return {about,
          [about](Params& params, const std::string& value) {
            params.*member = Written<Type>::parse(about, value);
          },
          [](const Params& params) { return Written<Type>::print(params.*member); },
          [](Params& params) { return span_in(params.*member); }};
}

}  // namespace lockstep::kit
