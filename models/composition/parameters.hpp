// The environment on the command line.
#pragma once

#include "models/composition/environment.hpp"
#include "models/composition/post.hpp"

namespace lockstep {

// A claim with these settings takes every action that declare_rare_faults() bounds, from few states
// since there is one client.
inline constexpr const char* rare_faults =
    "clients=1 pauses=0 delay=0 restarts=1 losses=1 timeouts=1 channels=fifo reorders=1 "
    "memory=stable restart-delay=1 service-pauses=1 store-pauses=1";

namespace composition {

template <class Params>
bool fits_in_flight(const Params& e) {
  return in_flight(e) <= static_cast<int>(in_flight_max);
}

template <class Params>
bool has_an_order_to_break(const Params& e) {
  return e.reorders == 0 || e.channels == Channels::fifo;
}

// A pause is of the service, and there would be two.
template <class Params>
bool has_one_service_to_pause(const Params& e) {
  return e.service_pauses == 0 || !has_two_primaries(e);
}

template <class P, class State>
void declare_faults(Protocol<P, State>& m) {
  m.template parameter<&P::pauses>("how often, in all, a client may be paused", 0, faults_max);
  m.template parameter<&P::crashes>("how often, in all, a client may crash", 0, faults_max);
  m.template parameter<&P::restarts>("how often, in all, a client may restart and begin again", 0,
                                     faults_max);
  m.template parameter<&P::losses>("how many messages may be lost", 0, faults_max);
  m.template parameter<&P::duplicates>("how many messages may come twice", 0, faults_max);
  m.template parameter<&P::cuts>(
      "how often, in all, a client may be cut off (from what `cut` says)", 0, faults_max);
  m.template parameter<&P::delay>("how long a message may take", 0, lateness_max);
  m.template parameter<&P::pause>("how long a pause may take", 0, lateness_max)
      .only_with("pauses>0 or service-pauses>0 or store-pauses>0");
  m.template parameter<&P::work>("when a client that is not paused acts");
}

template <class P, class State>
void declare_rare_faults(Protocol<P, State>& m) {
  m.template parameter<&P::key>("what is the idempotency key").rare().only_with("store=idempotent");
  m.template parameter<&P::channels>("whether messages between two parties keep their order")
      .rare();
  m.template parameter<&P::reorders>(
       "how many messages may overtake earlier ones, with channels=fifo", 0, faults_max)
      .rare();
  m.template parameter<&P::cut>("from what a cut (`cuts`) cuts a client off")
      .rare()
      .only_with("cuts>0");
  m.template parameter<&P::cut_stops>("what does not get through a cut").rare().only_with("cuts>0");
  m.template parameter<&P::across_cut>("what becomes of it").rare().only_with("cuts>0");
  m.template parameter<&P::timeouts>("how often, in all, a client may stop waiting for an answer",
                                     0, faults_max)
      .rare();
  m.template parameter<&P::retry>("whether it then sends the same request, asks anew or gives up")
      .rare()
      .only_with("timeouts>0");
  m.template parameter<&P::request_ids>(
       "whether a client tells answers to its earlier requests apart")
      .rare();
  m.template parameter<&P::acquire>(
       "whether the lock service recognises an acquire that it has granted")
      .rare();
  m.template parameter<&P::memory>("whether a client that restarts has its grant on a disk")
      .rare()
      .only_with("restarts>0");
  m.template parameter<&P::restart_delay>("how long a restart takes", 0, lateness_max)
      .rare()
      .only_with("restarts>0");
  m.template parameter<&P::service_pauses>("how often the lock service may be paused", 0,
                                           faults_max)
      .rare();
  m.template parameter<&P::store_pauses>("how often the store may be paused", 0, faults_max).rare();
  m.template needs<has_an_order_to_break<P>>(
      "`reorders` needs channels=fifo: in a bag every message may overtake every other anyway");
  m.template needs<has_one_service_to_pause<P>>(
      "`service-pauses` and `old-primary=lives-on` do not go together: there is one service to "
      "pause");
  m.template needs<fits_in_flight<P>>("`clients`, `duplicates`, `timeouts` and `restarts` are " +
                                      std::to_string(in_flight_max) +
                                      " at most in all: there is room for so many messages");
}

}  // namespace composition

}  // namespace lockstep
