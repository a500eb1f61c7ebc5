// What clients do with a lock, as its author writes it: a program of requests to the store.
//
//   struct Params { … };
//   struct Work   { Does does; };       a client's place in its program; zero at the start
//   struct Data   { Count<2> charges; };  what the store keeps of it
//   struct Query  { Kind kind; };       a request to the store, or its answer
//
//   void build(Workload<Params, Work, Data, Query>& m) {
//     m.deed<Does::looks>("asks whether the job is billed");
//     m.deed<Does::charges>("charges the customer");
//     m.program<&Work::does, sends, hears, serves, access>();
//     …
//   }
//
// A client that has the lock sends the request of its place in the program, waits for the answer,
// goes on, and releases the lock at the end. Every one of these is a step, and between any two of
// them the client may be paused.
#pragma once

#include "models/composition/composed_entry.hpp"
#include "models/composition/face.hpp"
#include "models/kit/kit.hpp"

#include <memory>
#include <string>
#include <type_traits>
#include <utility>

namespace lockstep {

template <class P, class WorkState, class Data, class QueryType>
class Workload : public composition::Face<P> {
 public:
  using Params = P;
  using Work = WorkState;
  using Query = QueryType;

  explicit Workload(composition::WorkloadPart& part) : composition::Face<P>(part), part_(part) {
    static_assert(sizeof(Data) <= composition::data_max, "the data have up to 64 bytes");
    static_assert(sizeof(Query) <= composition::body_max, "a query has up to 48 bytes");
    part.work = composition::kind_of<Work>();
    part.data = composition::kind_of<Data>();
    part.query = composition::kind_of<Query>();
  }

  // Query sends(const Params&, const Work&)              the request of this place
  // Then hears(const Params&, Work&, const Query&)       an answer
  // Query serves(const Params&, Data&, const Query&)     what the store does, and its answer
  // Access access(const Query&)                          whether a request writes
  // `place` is a member of Work, an enum, or Enum f(const Params&, const Work&); deed() names what
  // is sent at each of its values.
  template <auto place, auto sends, auto hears, auto serves, auto access>
  void program() {
    part_.deed = [](const void* p, const std::byte* work) {
      return static_cast<unsigned>(at<place>(params(p), kit::view<Work>(work)));
    };
    part_.sends = [](const void* p, const std::byte* work, std::byte* query) {
      const Query made = sends(params(p), kit::view<Work>(work));
      std::memcpy(query, &made, sizeof made);
    };
    part_.hears = [](const void* p, std::byte* work, const std::byte* query) -> Then {
      return hears(params(p), kit::view<Work>(work), kit::view<Query>(query));
    };
    part_.serves = [](const void* p, std::byte* data, std::byte* query) {
      const Query answer = serves(params(p), kit::view<Data>(data), kit::view<Query>(query));
      std::memcpy(query, &answer, sizeof answer);
    };
    part_.access = [](const std::byte* query) -> Access { return access(kit::view<Query>(query)); };
  }

  // bool f(const Query&): a write comes with an idempotency key. Without this, every write does.
  template <auto keyed>
  void keys() {
    part_.keyed = [](const std::byte* query) -> bool { return keyed(kit::view<Query>(query)); };
  }

  // Some requests go to another store, which is drawn as a lane of that name. It is of the kind
  // that `store=` says, and keeps a gate of its own: a token that one has seen tells the other
  // nothing. The data of both lie in Data.
  // bool takes(const Query&)    a request to it, or an answer of it
  // bool used(const Params&)    whether there is one; without this there always is
  template <auto takes, auto used>
  void second_store(std::string lane) {
    part_.second = {std::move(lane), [](const void* p) -> bool { return used(params(p)); },
                    [](const std::byte* query) -> bool { return takes(kit::view<Query>(query)); }};
  }
  template <auto takes>
  void second_store(std::string lane) {
    second_store<takes, always>(std::move(lane));
  }

  // bool f(const Data&, const Query&): a write was computed from the value that is there now. For a
  // store that compares values.
  template <auto unchanged>
  void compares() {
    part_.unchanged = [](const std::byte* data, const std::byte* query) -> bool {
      return unchanged(kit::view<Data>(const_cast<std::byte*>(data)), kit::view<Query>(query));
    };
  }

  // The name of the step in which a client sends the request of this place. One for each value of
  // the enum, in the order of the values.
  template <auto value>
  void deed(std::string name) {
    deed<value, always>(std::move(name));
  }
  // bool f(const Params&): whether a client is ever at this place.
  template <auto value, auto sent>
  void deed(std::string name) {
    composition::require_next_deed(part_, static_cast<unsigned>(value), name);
    part_.deeds.push_back({std::move(name), [](const void* p) -> bool { return sent(params(p)); }});
  }

  // std::string describe(const Params&, const Query&): the text on the arrow. Else, or
  // where it is empty, its fields.
  template <auto describe>
  void words() {
    part_.words = [](const void* p, const std::byte* query) -> std::string {
      return describe(params(p), kit::view<Query>(query));
    };
  }

  // void observes(const Params&, const Data&, Observation&), and the properties that look at it.
  template <auto observes>
  void shows() {
    part_.observes = [](const void* p, const std::byte* data, Observation& seen) {
      observes(params(p), kit::view<Data>(data), seen);
    };
  }
  // Instead of a program: a client works for `job` ticks at most, sends nothing, and gives the lock
  // back.
  void ends_with_job() { part_.ends_with_job = true; }

  // A client that has had the lock does not come again, whatever the lock says: the work counts.
  void each_client_once() { part_.each_client_once = true; }

  // void begins(const Params&, const Environment&, Data&): a client has the lock, and begins.
  template <auto begins>
  void notes() {
    part_.begins = [](const void* p, const Environment& e, std::byte* data) {
      begins(params(p), e, kit::view<Data>(data));
    };
  }

  void property(const LockProperty& property) { part_.properties.push_back(&property); }

 private:
  static const P& params(const void* p) { return *static_cast<const P*>(p); }
  template <auto place>
  static auto at(const P& p, const Work& work) {
    if constexpr (std::is_member_object_pointer_v<decltype(place)>)
      return work.*place;
    else
      return place(p, work);
  }
  static bool always(const P&) { return true; }

  composition::WorkloadPart& part_;
};

}  // namespace lockstep
