// A store, as its author writes it: which requests it refuses, and which it has done before.
//
//   struct Params    { … };
//   struct Gate      { Token newest; };             kept once
//   struct ForClient { … };                         kept for each client; Nothing if there is none
//
//   void build(Store<Params, Gate, Nothing>& m) { m.admits<admits>(); }
//   LOCKSTEP_STORE("fenced", "refuses any request with an older token …", "Kleppmann, 2016", build)
//
// What the data are, and what a request does to them, says the workload (workload.hpp).
#pragma once

#include "models/composition/composed_entry.hpp"
#include "models/composition/face.hpp"
#include "models/kit/kit.hpp"

#include <memory>
#include <string>
#include <utility>

namespace lockstep {

template <class P, class Gate, class ForClient>
class Store : public composition::Face<P> {
 public:
  using Params = P;
  using State = Kept<Gate, ForClient>;

  explicit Store(composition::StorePart& part) : composition::Face<P>(part), part_(part) {
    part.once = composition::kind_of<Gate>();
    part.for_client = composition::kind_of<ForClient>();
  }

  // bool admits(const Params&, Kept<…>, const StoreRequest&): false: the request is refused, and
  // nothing was changed. A store that does not say so refuses nothing.
  template <auto admits>
  void admits_with() {
    part_.admits = asked<admits>();
  }

  // A store that knows a write again:
  // bool has_done(const Params&, Kept<…>, const StoreRequest&)   this write was done before
  // void notes(const Params&, Kept<…>, const StoreRequest&)      it has been done now
  template <auto has_done, auto notes>
  void recognises() {
    part_.has_done = asked<has_done>();
    part_.notes = [](const void* p, const composition::KeptBytes& gate,
                     const StoreRequest& request) { notes(params(p), State(gate), request); };
  }

  // Version f(const Params&, Kept<…>): every answer tells the client this version of the data, and
  // its next request says so (StoreRequest::expected).
  template <auto version>
  void versions() {
    part_.version = [](const void* p, const composition::KeptBytes& gate) -> Version {
      return version(params(p), State(gate));
    };
  }

  // bool f(const Params&): whether the store compares values. StoreRequest::unchanged then says
  // whether the value that a write was computed from is the one that is there, and a workload that
  // cannot tell is refused (Workload::compares).
  template <auto compares>
  void compares_values() {
    part_.compares_values = [](const void* p) -> bool { return compares(params(p)); };
  }

  // The client has its answer in the very step in which the store serves or refuses: no crash and
  // no loss fits between. The request waits while the client is paused or cut off from the store;
  // one of a client that is gone is served, and nobody hears of it.
  void answers_in_the_same_step() { part_.answers_in_same_step = true; }

  // What the store does depends on the tokens of requests: a lock that has none is refused.
  void looks_at_tokens() { part_.looks_at_tokens = true; }

  // bool f(const Params&): clients give each request an id of its own.
  template <auto tells>
  void tells_requests_apart() {
    part_.tells_requests_apart = [](const void* p) -> bool { return tells(params(p)); };
  }

 private:
  static const P& params(const void* p) { return *static_cast<const P*>(p); }
  template <auto f>
  static auto asked() {
    return +[](const void* p, const composition::KeptBytes& gate,
               const StoreRequest& request) -> bool { return f(params(p), State(gate), request); };
  }

  composition::StorePart& part_;
};

}  // namespace lockstep
