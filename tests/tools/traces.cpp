#include "tests/tools/traces.hpp"

#include "tests/tools/story.hpp"

namespace lockstep {
namespace {

using enum BarKind;
enum : unsigned { client_1, client_2, service, store, time_lane };

}  // namespace

Trace article() {
  Story s("billed at most once", "the customer was billed twice",
          {"client 1", "client 2", "lock service", "store", "time"});
  s.step(client_1, "asks for the lock").send(service, "acquire");
  s.change("client[1].at", "idle", "waiting");
  s.step(service, "grants the lock").receive(1).send(client_1, "granted, token 1");
  s.begin(service, lease, "client 1").change("service.holder", "nobody", "client 1");
  s.change("service.token", "0", "1");
  s.step(client_1, "receives granted, token 1").receive(2).begin(client_1, critical_section);
  s.change("client[1].at", "waiting", "holding").change("client[1].token", "0", "1");
  s.step(client_1, "reads").send(store, "billed?").change("client[1].at", "holding", "reading");
  s.step(store, "answers").receive(3).send(client_1, "not billed");
  s.step(client_1, "receives not billed").receive(4).change("client[1].at", "reading", "billing");
  s.step(client_1, "pauses (garbage collector)").fault().begin(client_1, paused);
  s.change("client[1].paused", "false", "true");
  s.step(time_lane, "time passes").end(service, lease);
  s.change("service.lease", "3", "0").change("service.holder", "client 1", "nobody");
  s.step(client_2, "asks for the lock").send(service, "acquire");
  s.step(service, "grants the lock").receive(5).send(client_2, "granted, token 2");
  s.begin(service, lease, "client 2");
  s.step(client_2, "receives granted, token 2").receive(6).begin(client_2, critical_section);
  s.step(client_2, "reads").send(store, "billed?");
  s.step(store, "answers").receive(7).send(client_2, "not billed");
  s.step(client_2, "receives not billed").receive(8);
  s.step(client_2, "charges").send(store, "charge");
  s.step(store, "charges").receive(9).send(client_2, "charged");
  s.change("store.charges", "0", "1");
  s.step(client_2, "receives charged").receive(10);
  s.step(client_1, "wakes").end(client_1, paused).change("client[1].paused", "true", "false");
  s.step(client_1, "charges").send(store, "charge");
  s.step(store, "charges the customer").receive(11).change("store.charges", "1", "2");
  return s.told();
}

Trace article_in_atomic_steps() {
  Story s("billed at most once", "the customer was billed twice",
          {"client 1", "client 2", "lock service", "store", "time"});
  s.step(client_1, "acquires the lock with token 1").begin(service, lease, "client 1");
  s.begin(client_1, critical_section);
  s.step(client_1, "reads that the customer is not billed");
  s.step(client_1, "pauses (garbage collector)").fault().begin(client_1, paused);
  s.step(time_lane, "time passes").end(service, lease);
  s.step(client_2, "acquires the lock with token 2").begin(service, lease, "client 2");
  s.begin(client_2, critical_section);
  s.step(client_2, "reads that the customer is not billed");
  s.step(client_2, "charges the customer");
  s.step(client_1, "wakes").end(client_1, paused);
  s.step(client_1, "charges the customer");
  return s.told();
}

Trace bad_network() {
  Story s("someone gets the lock", "nobody will ever get the lock again",
          {"client 1", "client 2", "lock service", "store", "time"});
  s.step(client_1, "asks").send(service, "acquire");
  s.step(client_2, "asks").send(service, "acquire");
  s.step(service, "grants").receive(1).send(client_1, "granted, token 1");
  s.begin(service, lease, "client 1");
  s.step(service, "loses granted, token 1").fault().receive(3);
  s.step(time_lane, "time passes");
  s.step(service, "refuses").receive(2).send(client_2, "refused");
  s.step(client_1, "asks again").send(service, "acquire again").begin(client_1, critical_section);
  s.step(client_1, "crashes").fault().end(client_1, critical_section).begin(client_1, crashed);
  s.step(service, "is cut off").fault().begin(service, cut);
  s.step(client_2, "receives refused").receive(4).send(store, "log: refused");
  s.step(time_lane, "time passes").end(service, cut);
  s.step(service, "forgets acquire again").receive(5);
  return s.told();
}

Trace crowd() {
  enum : unsigned { c1, c2, c3, a, b, c };
  Story s("mutual exclusion", "client 1 and client 3 both believe that they hold the lock",
          {"client 1", "client 2", "client 3", "redis node 1", "redis node 2", "redis node 3"});
  s.step(c1, "asks").send(a, "SET lock c1 NX PX 300").send(b, "SET lock c1 NX PX 300");
  s.step(a, "grants").receive(1).send(c1, "OK").begin(a, lease, "client 1");
  s.step(b, "grants").receive(2).send(c1, "OK").begin(b, lease, "client 1");
  s.step(c1, "receives OK").receive(3);
  s.step(c1, "holds a majority").receive(4).begin(c1, critical_section);
  s.step(b, "crashes and restarts without its disk").fault().end(b, lease);
  s.step(c3, "asks").send(b, "SET lock c3 NX PX 300").send(c, "SET lock c3 NX PX 300");
  s.step(b, "grants").receive(5).send(c3, "OK").begin(b, lease, "client 3");
  s.step(c, "grants").receive(6).send(c3, "OK").begin(c, lease, "client 3");
  s.step(c3, "receives OK").receive(7);
  s.step(c3, "holds a majority").receive(8).begin(c3, critical_section);
  return s.told();
}

}  // namespace lockstep
