#include "tools/report/json_reader.hpp"

#include "checker/errors/errors.hpp"

namespace lockstep {

JsonReader JsonReader::operator[](const std::string& key) const {
  const auto found = object().find(key);
  if (found == json_.end()) refuse("has no \"" + key + "\"");
  return {*found, file_, path_.empty() ? key : path_ + "." + key};
}

std::vector<JsonReader> JsonReader::items() const {
  if (!json_.is_array()) refuse("must be an array");
  std::vector<JsonReader> all;
  for (std::size_t i = 0; i < json_.size(); ++i)
    all.emplace_back(json_[i], file_, path_ + "[" + std::to_string(i) + "]");
  return all;
}

std::string JsonReader::text() const {
  if (!json_.is_string()) refuse("must be a string");
  return json_.get<std::string>();
}

std::uint64_t JsonReader::number(std::uint64_t max) const {
  if (!json_.is_number_unsigned() || json_.get<std::uint64_t>() > max)
    refuse("must be a whole number within 0.." + std::to_string(max));
  return json_.get<std::uint64_t>();
}

bool JsonReader::truth() const {
  if (!json_.is_boolean()) refuse("must be true or false");
  return json_.get<bool>();
}

const nlohmann::ordered_json& JsonReader::object() const {
  if (!json_.is_object()) refuse("must be an object");
  return json_;
}

void JsonReader::refuse(const std::string& sentence) const {
  throw Refused(file_ + ": " + (path_.empty() ? "the document" : "`" + path_ + "`") + " " +
                sentence + "; write the file again with `lockstep check PROTOCOL --trace FILE`");
}

}  // namespace lockstep
