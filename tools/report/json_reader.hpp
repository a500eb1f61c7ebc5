// Reads JSON that somebody may have edited: whatever is missing or of another type is refused with
// the place where it stands.
#pragma once

#include <nlohmann/json.hpp>

#include <cstdint>
#include <string>
#include <vector>

namespace lockstep {

// A value in a document, and the way to it. The document must outlive the reader. All members but
// null() and json() throw Refused when the value is not what is asked for.
class JsonReader {
 public:
  JsonReader(const nlohmann::ordered_json& json, std::string file, std::string path)
      : json_(json), file_(std::move(file)), path_(std::move(path)) {}

  JsonReader operator[](const std::string& key) const;
  std::vector<JsonReader> items() const;
  std::string text() const;
  std::uint64_t number(std::uint64_t max) const;  // within 0..max
  bool truth() const;
  const nlohmann::ordered_json& object() const;
  bool null() const { return json_.is_null(); }
  const nlohmann::ordered_json& json() const { return json_; }

  // Throws Refused: file, place, `sentence`, and what to do.
  [[noreturn]] void refuse(const std::string& sentence) const;

 private:
  const nlohmann::ordered_json& json_;
  std::string file_;
  std::string path_;  // "steps[3].lane"
};

}  // namespace lockstep
