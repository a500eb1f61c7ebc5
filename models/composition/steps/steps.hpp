// The steps of a composed protocol. Each is a function of the setting and a view of the state, like
// an author's action: guards first, then the change.
#pragma once

#include "models/composition/world/world.hpp"

namespace lockstep::composition {

// client.cpp: what clients do, whatever the lock is. Sending, applying and receiving are steps of
// their own, so anything may come between them.
Step asks_for_lock(const Setup& s, const World& world, Client c);
Step client_receives(const Setup& s, const World& world, unsigned slot);
Step saves(const Setup& s, const World& world, Client c);
Step looks_at_clock(const Setup& s, const World& world, Client c);
Step gives_up(const Setup& s, const World& world, Client c);
Step sends_request(const Setup& s, const World& world, Client c, unsigned deed);
Step client_hears_store(const Setup& s, const World& world, unsigned slot);
Step releases(const Setup& s, const World& world, Client c);
Step library_acts(const Setup& s, const World& world, Client c, unsigned step);

// tries.cpp: a client that was refused.
Step tries_again(const Setup& s, const World& world, Client c);

// timeouts.cpp
template <bool in_vain>
Step times_out(const Setup& s, const World& world, Client c);

// servers.cpp: what the lock service and the store do.
template <int server>
Step service_receives(const Setup& s, const World& world, unsigned slot);
template <int server>
Step service_acts(const Setup& s, const World& world, Client c, unsigned step);
// Of several servers:
Step server_receives(const Setup& s, const World& world, unsigned slot);
Step server_acts(const Setup& s, const World& world, Client c, Server server, unsigned step);
template <WhichStore which>
Step store_serves(const Setup& s, const World& world, unsigned slot);
template <WhichStore which>
Step store_refuses(const Setup& s, const World& world, unsigned slot);

// processes.cpp: pauses, crashes and restarts of clients; pauses of servers.
Step is_paused(const Setup& s, const World& world, Client c);
Step resumes(const Setup& s, const World& world, Client c);
Step crashes(const Setup& s, const World& world, Client c);
Step restarts(const Setup& s, const World& world, Client c);
Step is_up_again(const Setup& s, const World& world, Client c);
Step service_is_paused(const Setup& s, const World& world);
Step service_resumes(const Setup& s, const World& world);
Step server_is_paused(const Setup& s, const World& world, Server server);
Step server_resumes(const Setup& s, const World& world, Server server);
Step store_is_paused(const Setup& s, const World& world);
Step store_resumes(const Setup& s, const World& world);

// agents.cpp
Step agent_is_paused(const Setup& s, const World& world, Client c);
Step agent_resumes(const Setup& s, const World& world, Client c);
Step agent_crashes(const Setup& s, const World& world, Client c);

// network.cpp
Step call_is_lost(const Setup& s, const World& world, unsigned slot);
Step call_is_duplicated(const Setup& s, const World& world, unsigned slot);
Step call_overtakes(const Setup& s, const World& world, unsigned slot);
Step query_is_lost(const Setup& s, const World& world, unsigned slot);
Step query_is_duplicated(const Setup& s, const World& world, unsigned slot);
Step query_overtakes(const Setup& s, const World& world, unsigned slot);
Step is_cut_off(const Setup& s, const World& world, Client c);
Step is_connected(const Setup& s, const World& world, Client c);
Step is_cut_off_from_server(const Setup& s, const World& world, Client c, Server server);
Step reaches_server_again(const Setup& s, const World& world, Client c, Server server);
Step is_cut_off_from_store(const Setup& s, const World& world, Client c);
Step reaches_store_again(const Setup& s, const World& world, Client c);

// failures.cpp: a lock service that fails, and an operator who interferes.
Step fails_over(const Setup& s, const World& world);
Step replicates(const Setup& s, const World& world);
Step finds_new_primary(const Setup& s, const World& world, Client c);
Step restarts_service(const Setup& s, const World& world);
Step is_back(const Setup& s, const World& world);
Step syncs(const Setup& s, const World& world);
Step server_restarts(const Setup& s, const World& world, Server server);
Step server_syncs(const Setup& s, const World& world, Server server);
Step frees_lock_of_one_gone(const Setup& s, const World& world);
Step frees_lock_in_use(const Setup& s, const World& world);

// clocks.cpp: wall clocks are set; a fault.
template <int direction>
Step clock_is_set(const Setup& s, const World& world, Client c);
template <int direction>
Step service_clock_is_set(const Setup& s, const World& world);
template <int direction>
Step server_clock_is_set(const Setup& s, const World& world, Server server);

// time.cpp
// What a server measures has run out: it is back, and forgets.
void look_at_clock(const Setup& s, const World& world, int server);
bool is_due(const Setup& s, const World& world);
Step time_passes(const Setup& s, const World& world);

}  // namespace lockstep::composition
