#include "tools/report/engine_report.hpp"

#include "tools/report/report_json.hpp"
#include "tools/terminal/text.hpp"
#include "tools/terminal/units.hpp"

#include <nlohmann/json.hpp>

#include <cmath>
#include <string>
#include <vector>

namespace lockstep {
namespace {

std::string memory(std::uint64_t bytes) { return bytes_in_words(static_cast<double>(bytes)); }

std::string percent(std::uint64_t part, std::uint64_t whole) {
  const double share = whole == 0 ? 0 : static_cast<double>(part) / static_cast<double>(whole);
  return std::to_string(std::lround(100 * share)) + " %";
}

std::string times(std::uint64_t count) {
  return count == 0 ? "never" : count == 1 ? "once" : grouped(count) + " times";
}

std::string rounds(const Report& report) {
  const SearchStatistics& engine = report.engine;
  return grouped(engine.rounds) + " for " + counted(report.depth + 1, "level") +
         "; the largest level has " + counted(engine.level_states_max, "state") + " in " +
         memory(engine.level_bytes_max);
}

std::string records(const Report& report) {
  const Insertions all = report.engine.all_workers().insertions;
  return grouped(all.records) + " sent to shards, " + percent(all.fresh, all.records) +
         " of them new states, " + percent(all.from_others, all.records) + " from another thread";
}

std::string packing(const SearchStatistics& engine) {
  std::string text =
      counted(engine.state_bits, "bit") + " of a state in " + counted(engine.key_words, "word");
  if (engine.dictionary_values > 0)
    text += ", folded to " + counted(engine.record_words, "word") + " by dictionaries of " +
            counted(engine.dictionary_values, "value") + " (" + memory(engine.dictionary_bytes) +
            ")";
  return text;
}

std::string misfits(const SearchStatistics& engine) {
  const std::uint64_t misfits = engine.all_workers().misfits;
  if (misfits == 0) return "none";
  return counted(misfits, "state") + "; packing widened " + times(engine.packing_widened) +
         ", dictionaries grown " + times(engine.dictionaries_grown);
}

std::string encoded_anew(const SearchStatistics& engine) {
  return times(engine.encoded_anew) +
         (engine.encoded_anew == 0
              ? ""
              : ", " + counted(engine.states_encoded_anew, "state") + " in total");
}

std::string visited_set(const SearchStatistics& engine) {
  return counted(engine.shards, "shard") + ", " + memory(engine.shard_bytes) + "; split " +
         times(engine.splits);
}

std::string spilled(const SearchStatistics& engine) {
  return engine.spills == 0 ? "nothing"
                            : times(engine.spills) + ", " + memory(engine.bytes_spilled);
}

std::string seconds(const SearchStatistics& engine) {
  return seconds_in_words(engine.seconds_expanding) + " taking steps, " +
         seconds_in_words(engine.seconds_inserting) + " inserting, " +
         seconds_in_words(engine.seconds_encoding) + " re-encoding";
}

std::string threads(const SearchStatistics& engine) {
  const std::uint64_t all = engine.all_workers().transitions;
  std::vector<std::string> shares;
  for (const WorkerStatistics& worker : engine.workers)
    shares.push_back(percent(worker.transitions, all));
  return grouped(shares.size()) + ", which took " + listed(shares) + " of the transitions";
}

}  // namespace

void put_engine(Page& page, const Report& report) {
  const SearchStatistics& engine = report.engine;
  page.put("", {});
  page.put("  What the engine did:", {});
  const auto line = [&](const char* name, const std::string& text) {
    page.paragraph("    " + padded(name, 14), text, {});
  };
  line("rounds", rounds(report));
  line("records", records(report));
  line("packing", packing(engine));
  line("misfits", misfits(engine));
  line("re-encoded", encoded_anew(engine));
  line("visited set", visited_set(engine));
  line("spilled", spilled(engine));
  line("time", seconds(engine));
  line("threads", threads(engine));
}

nlohmann::ordered_json engine_to_json(const SearchStatistics& engine) {
  using Json = nlohmann::ordered_json;
  const WorkerStatistics all = engine.all_workers();
  Json by_thread = Json::array();
  for (const WorkerStatistics& worker : engine.workers) by_thread.push_back(worker.transitions);
  return {{"rounds", engine.rounds},
          {"largest_level", engine.level_states_max},
          {"largest_level_bytes", engine.level_bytes_max},
          {"records", all.insertions.records},
          {"records_new", all.insertions.fresh},
          {"records_from_other_threads", all.insertions.from_others},
          {"misfits", all.misfits},
          {"packing_widened", engine.packing_widened},
          {"dictionaries_grown", engine.dictionaries_grown},
          {"times_reencoded", engine.encoded_anew},
          {"states_reencoded", engine.states_encoded_anew},
          {"state_bits", engine.state_bits},
          {"key_words", engine.key_words},
          {"record_words", engine.record_words},
          {"dictionary_values", engine.dictionary_values},
          {"dictionary_bytes", engine.dictionary_bytes},
          {"shards", engine.shards},
          {"shard_bytes", engine.shard_bytes},
          {"splits", engine.splits},
          {"spills", engine.spills},
          {"bytes_spilled", engine.bytes_spilled},
          {"seconds_expanding", rounded(engine.seconds_expanding, 1e6)},
          {"seconds_inserting", rounded(engine.seconds_inserting, 1e6)},
          {"seconds_reencoding", rounded(engine.seconds_encoding, 1e6)},
          {"transitions_by_thread", by_thread}};
}

}  // namespace lockstep
