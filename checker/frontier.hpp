// The states of one level, as records, in no special order.
#pragma once

#include "checker/code.hpp"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <utility>
#include <vector>

namespace lockstep {

// Records of one code. The code may be older than that of the store: it widens as states are seen.
struct Segment {
  std::shared_ptr<const Code> code;
  std::vector<std::uint64_t> words;

  std::size_t size() const { return words.size() / code->words(); }  // records
  const std::uint64_t* record(std::size_t i) const { return words.data() + i * code->words(); }
};

class Frontier {
 public:
  void add(const std::shared_ptr<const Code>& code, const std::uint64_t* record) {
    if (segments_.empty() || segments_.back().words.size() >= segment_words ||
        segments_.back().code != code)
      segments_.push_back({code, {}});
    auto& words = segments_.back().words;
    words.insert(words.end(), record, record + code->words());
    ++size_;
  }

  // Takes all that `other` holds.
  void append(Frontier&& other) {
    for (Segment& segment : other.segments_) segments_.push_back(std::move(segment));
    size_ += std::exchange(other.size_, 0);
    other.segments_.clear();
  }

  std::vector<Segment>& segments() { return segments_; }
  const std::vector<Segment>& segments() const { return segments_; }
  std::size_t size() const { return size_; }  // states

 private:
  static constexpr std::size_t segment_words = std::size_t{1} << 14;

  std::vector<Segment> segments_;
  std::size_t size_ = 0;
};

}  // namespace lockstep
