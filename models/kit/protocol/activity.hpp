// What each thread is doing in a model, for somebody who has to name it when a call does not come
// back. Costs a few instructions a state.
#pragma once

#include <atomic>
#include <cstddef>
#include <cstdint>

namespace lockstep::kit {

enum class Part : std::uint8_t { nothing, loading, starts, actions, properties };

// Written by one thread, and read from anywhere while that thread lives.
struct Activity {
  std::atomic<Part> part{Part::nothing};
  std::atomic<const std::uint16_t*> index{nullptr};  // of the action or property that was called
  std::atomic<std::uint64_t> calls{0};               // of the model, by this thread
};

// That of the calling thread, once it has called a model.
extern constinit thread_local Activity* own_activity;

// Finds one for the calling thread, which has none.
Activity& first_activity();

// The activity of the calling thread. It is asked for twice in each state that is expanded.
inline Activity& activity() { return own_activity ? *own_activity : first_activity(); }

// From now on, each thread that calls a model gets one of these, up to `count` threads; the others
// are not seen. They must outlive all threads. `arrives` is called once by each thread that gets
// one. To be called before any model is.
void record_activities(Activity* all, std::size_t count, void (*arrives)());

// While it lives, the thread is in this part of a model, at `index`.
class Active {
 public:
  Active(Part part, const std::uint16_t& index) : mine_(activity()) {
    mine_.calls.store(mine_.calls.load(relaxed) + 1, relaxed);
    mine_.index.store(&index, relaxed);
    mine_.part.store(part, relaxed);
  }
  ~Active() { mine_.part.store(Part::nothing, relaxed); }
  Active(const Active&) = delete;
  Active& operator=(const Active&) = delete;

 private:
  static constexpr auto relaxed = std::memory_order_relaxed;
  Activity& mine_;
};

}  // namespace lockstep::kit
