#include "models/composition/world/fields.hpp"

#include "checker/errors/ensure.hpp"
#include "models/composition/world/world.hpp"
#include "models/kit/layout/rows_of.hpp"

#include <algorithm>
#include <utility>
#include <vector>

namespace lockstep::composition {
namespace {

using kit::Row;

// Until settle_places().
constexpr FieldPlace without_room{nowhere, 0};

template <class Place>
struct Field {
  Place* place;
  bool changes;
};
using OnceFields = std::vector<Field<std::uint32_t>>;
using ClientFields = std::vector<Field<FieldPlace>>;

// In the order of CommonFields.
OnceFields fields_of(const Setup& s, CommonPlaces& p) {
  const Environment& e = s.environment;
  return {{&p.pauses, e.pauses > 0},
          {&p.crashes, e.crashes > 0},
          {&p.restarts, e.restarts > 0},
          {&p.losses, e.losses > 0},
          {&p.duplicates, e.duplicates > 0},
          {&p.cuts, e.cuts > 0},
          {&p.reorders, e.reorders > 0},
          {&p.timeouts, e.timeouts > 0},
          {&p.service_pauses, e.service_pauses > 0},
          {&p.store_pauses, e.store_pauses > 0},
          {&p.cut_off, e.cuts > 0},
          {&p.cut_off_from_store, e.cuts > 0 && e.cut == Cut::any},
          {&p.service_pause, e.service_pauses > 0},
          {&p.store_pause, e.store_pauses > 0}};
}

// In the order of FailuresFields.
OnceFields fields_of(const Setup& s, FailuresPlaces& p) {
  const Environment& e = s.environment;
  return {{&p.failovers, e.failovers > 0},
          {&p.restarts, e.service_restarts > 0},
          {&p.force_unlocks, e.force_unlocks > 0},
          {&p.lives_on, has_two_primaries(e)},
          {&p.behind, has_two_primaries(e)},
          {&p.away, e.service_restarts > 0 && e.service_restart_delay > 0},
          {&p.newest, s.notes_tokens},
          {&p.repeated, s.notes_tokens}};
}

// In the order of ProcessFields.
ClientFields fields_of(const Setup& s, ProcessPlaces& p) {
  const Environment& e = s.environment;
  const bool is_away =
      (e.pauses > 0 && takes_time(e.pause)) || (e.restarts > 0 && takes_time(e.restart_delay));
  return {{&p.at, true},
          {&p.health, true},
          {&p.pause, is_away},
          {&p.job, e.job > 0 || s.workload->ends_with_job},
          {&p.request, s.request_ids},
          {&p.saved, e.memory == Memory::stable},
          {&p.heard, s.request_ids},
          {&p.granted, e.acquire == Acquire::idempotent},
          {&p.version, s.store->version != nullptr},
          {&p.dropped, s.notes_gaps},
          {&p.free_by, e.free_within > 0}};
}

void place(const OnceFields& fields, const Row& of, Room& room) {
  ensure(fields.size() == of.within.size(), "each field has a place");
  for (std::size_t i = 0; i < fields.size(); ++i)
    *fields[i].place = fields[i].changes ? room.take(of.within[i].size) : nowhere;
}

void settle(const OnceFields& fields, std::uint32_t zeros) {
  for (const Field<std::uint32_t>& field : fields)
    if (*field.place == nowhere) *field.place = zeros;
}

void settle(FieldPlace& place, const Places& p) {
  place = place.at == nowhere ? FieldPlace{p.width, 0} : FieldPlace{p.clients + place.at, p.stride};
}

void add_rows(Row& into, const OnceFields& fields, const Row& of, std::uint32_t width) {
  for (std::size_t i = 0; i < fields.size(); ++i) {
    if (*fields[i].place >= width) continue;
    into.within.push_back(of.within[i]);
    into.within.back().offset = *fields[i].place;
  }
}

}  // namespace

void place_common(const Setup& s, Places& p, Room& once) {
  place(fields_of(s, p.common), kit::row_of<CommonFields>(), once);
  place(fields_of(s, p.common.failures), kit::row_of<FailuresFields>(), once);
  p.common.effects = once.take(sizeof(Effects));
}

void place_process(const Setup& s, Places& p, Room& block) {
  const Row& of = kit::row_of<ProcessFields>();
  const ClientFields fields = fields_of(s, p.process);
  ensure(fields.size() == of.within.size(), "each field has a place");
  for (std::size_t i = 0; i < fields.size(); ++i)
    *fields[i].place =
        fields[i].changes ? FieldPlace{block.take(of.within[i].size), 0} : without_room;
  p.disk_session = s.environment.memory == Memory::stable
                       ? FieldPlace{block.take(s.lock->session.room), 0}
                       : without_room;
}

void settle_places(const Setup& s, Places& p) {
  settle(fields_of(s, p.common), p.width);
  settle(fields_of(s, p.common.failures), p.width);
  for (const Field<FieldPlace>& field : fields_of(s, p.process)) settle(*field.place, p);
  settle(p.disk_session, p);
  p.zeros = (std::max<std::uint32_t>(s.lock->session.room, sizeof(std::uint64_t)) + 7) / 8 * 8;
}

void add_members(Row& into, const Row& of, std::uint32_t at) {
  for (Row member : of.within) {
    member.offset += at;
    into.within.push_back(std::move(member));
  }
}

void add_common_rows(const Setup& s, Row& state) {
  CommonPlaces places = s.places.common;
  const std::uint32_t width = s.places.width;
  add_rows(state, fields_of(s, places), kit::row_of<CommonFields>(), width);
  Row failures;
  failures.name = "failures";
  failures.kind = kit::Kind::object;
  failures.size = width;
  add_rows(failures, fields_of(s, places.failures), kit::row_of<FailuresFields>(), width);
  if (!failures.within.empty()) state.within.push_back(std::move(failures));
  Row effects = kit::row_of<Effects>();
  effects.name = "effects";
  effects.offset = places.effects;
  state.within.push_back(std::move(effects));
}

void add_process_rows(const Setup& s, Row& cell) {
  ProcessPlaces places = s.places.process;
  const Row& of = kit::row_of<ProcessFields>();
  const ClientFields fields = fields_of(s, places);
  for (std::size_t i = 0; i < fields.size(); ++i) {
    if (fields[i].place->stride == 0) continue;
    cell.within.push_back(of.within[i]);
    cell.within.back().offset = fields[i].place->at - s.places.clients;
  }
}

}  // namespace lockstep::composition
