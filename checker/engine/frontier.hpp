// The states of one level, as records, in no special order.
#pragma once

#include "checker/machine/own_lines.hpp"
#include "checker/machine/pages.hpp"
#include "checker/machine/scratch.hpp"
#include "checker/store/code.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <numeric>
#include <utility>
#include <vector>

namespace lockstep {

// Records of one code, in memory or in a scratch file. The code may be older than that of the
// store: it widens as states are seen.
class Segment {
 public:
  explicit Segment(std::shared_ptr<const Code> code) : code_(std::move(code)) {}

  // At most room() records.
  void add(const std::uint64_t* records, std::size_t count) {
    if (words_.empty()) {
      words_.reserve(capacity() * code_->words());
      take_pages(words_.data(), words_.capacity() * sizeof(std::uint64_t));
    }
    words_.insert(words_.end(), records, records + count * code_->words());
    size_ += count;
  }

  // How many more records it takes. All segments are of one size, so that the memory of one that
  // was let go serves the next.
  std::size_t room() const { return spilled() ? 0 : capacity() - size_; }

  // Moves the records into a file that outlives this segment.
  void spill(std::shared_ptr<Scratch> file) {
    place_ = file->write(words_.data(), words_.size());
    file_ = std::move(file);
    words_ = {};
  }

  // Records `from` and on, `count` of them; `buffer` holds them when they have to be read.
  const std::uint64_t* records(std::size_t from, std::size_t count,
                               std::vector<std::uint64_t>& buffer) const {
    const std::size_t first = from * code_->words();
    if (!file_) return words_.data() + first;
    buffer.resize(count * code_->words());
    file_->read(place_ + first * sizeof(std::uint64_t), buffer.data(), buffer.size());
    return buffer.data();
  }

  // Calls visit(code, record) for these records.
  template <class Visit>
  void for_each(std::size_t from, std::size_t count, Visit&& visit) const {
    std::vector<std::uint64_t> buffer;
    const std::uint64_t* record = records(from, count, buffer);
    for (std::size_t i = 0; i < count; ++i, record += code_->words()) visit(*code_, record);
  }

  // Gives the memory back; there are no records any more.
  void release() {
    words_ = {};
    file_.reset();
    size_ = 0;
  }

  const std::shared_ptr<const Code>& code() const { return code_; }
  std::size_t size() const { return size_; }                                       // records
  std::size_t bytes() const { return words_.capacity() * sizeof(std::uint64_t); }  // in memory
  bool spilled() const { return file_ != nullptr; }

 private:
  static constexpr std::size_t words_max = std::size_t{1} << 13;

  std::size_t capacity() const { return std::max<std::size_t>(1, words_max / code_->words()); }

  std::shared_ptr<const Code> code_;
  std::vector<std::uint64_t> words_;
  std::size_t size_ = 0;
  std::shared_ptr<Scratch> file_;
  std::uint64_t place_ = 0;
};

class alignas(own_lines) Frontier {
 public:
  void add(const std::shared_ptr<const Code>& code, const std::uint64_t* records,
           std::size_t count) {
    size_ += count;
    while (count > 0) {
      if (segments_.empty() || segments_.back().room() == 0 || segments_.back().code() != code)
        segments_.emplace_back(code);
      const std::size_t some = std::min(count, segments_.back().room());
      segments_.back().add(records, some);
      records += some * code->words();
      count -= some;
    }
  }

  // Takes all that `other` holds.
  void append(Frontier&& other) {
    for (Segment& segment : other.segments_) segments_.push_back(std::move(segment));
    size_ += std::exchange(other.size_, 0);
    other.segments_.clear();
  }

  // Moves segments from memory into the file.
  void spill(const std::shared_ptr<Scratch>& file) {
    for (Segment& segment : segments_)
      if (!segment.spilled()) segment.spill(file);
  }

  std::vector<Segment>& segments() { return segments_; }
  const std::vector<Segment>& segments() const { return segments_; }
  std::size_t size() const { return size_; }  // states

  // In memory.
  std::size_t bytes() const {
    return std::accumulate(
        segments_.begin(), segments_.end(), std::size_t{0},
        [](std::size_t sum, const Segment& segment) { return sum + segment.bytes(); });
  }

 private:
  std::vector<Segment> segments_;
  std::size_t size_ = 0;
};

}  // namespace lockstep
