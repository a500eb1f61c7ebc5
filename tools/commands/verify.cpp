#include "tools/commands/verify.hpp"

#include "checker/contract/small_search.hpp"
#include "tools/commands/shared_options.hpp"
#include "tools/load/load.hpp"
#include "tools/questions/claims.hpp"
#include "tools/questions/record.hpp"
#include "tools/terminal/output_file.hpp"
#include "tools/terminal/page.hpp"
#include "tools/terminal/progress.hpp"
#include "tools/terminal/terminal.hpp"
#include "tools/terminal/text.hpp"
#include "tools/terminal/units.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>

namespace lockstep {
namespace {

using Json = nlohmann::ordered_json;

Json to_json(const std::vector<Expected>& all) {
  Json json = Json::array();
  for (const Expected& expected : all) {
    Json one{{"property", expected.property}};
    if (expected.never_asked)
      one["verdict"] = in_words(Verdict::not_judged);
    else
      one["steps"] = expected.steps;
    if (expected.loop) one["loop"] = *expected.loop;
    json.push_back(std::move(one));
  }
  return json;
}

// Tells results as they come, in text or at the end in JSON.
class Verification {
 public:
  Verification(const VerifyCommand& command, const Catalogue& catalogue) : command_(command) {
    for (const auto& entry : catalogue)
      if (command.protocols.empty() || named(entry->name())) entries_.push_back(entry.get());
    for (const std::string& name : command.protocols) {
      const CatalogueEntry* entry = &find_or_load(catalogue, name);
      if (std::find(entries_.begin(), entries_.end(), entry) == entries_.end())
        entries_.push_back(entry);
    }
    for (const CatalogueEntry* entry : entries_)
      widest_ = std::max(widest_, columns_of(entry->name()));
  }

  int run() {
    for (const CatalogueEntry* entry : entries_)
      if (!interrupted()) protocol(*entry);
    if (!interrupted() && command_.protocols.empty())
      all_shown("the library", "no claim of any protocol", of_library_);
    summary();
    if (contract_broken_) return exit_contract_broken;
    if (interrupted()) return exit_unknown;
    return failures_ == 0 ? exit_holds : exit_violated;
  }

 private:
  bool interrupted() const {
    return command_.options.interrupted != nullptr && *command_.options.interrupted;
  }

  bool named(const std::string& name) const {
    return std::find(command_.protocols.begin(), command_.protocols.end(), name) !=
           command_.protocols.end();
  }

  void protocol(const CatalogueEntry& entry) {
    Options options = command_.options;
    ProgressLine line(!command_.display.quiet);
    options.progress = line.function();
    require_claims(entry);
    ClaimRunner runner(entry, options);
    std::vector<ClaimResult> results;
    for (const Claim& claim : entry.claims()) {
      results.push_back(runner.run(claim));
      line.wipe();
      if (interrupted()) return;
      told(entry.name(), results.back());
    }
    if (command_.record) record(entry, results);
    all_shown(entry.name(), "no claim", runner.own());
    if (is_shipped(entry)) of_library_.add(runner.of_library());
    if (entry.claims().empty())
      missing(entry.name(), "unclaimed", "there is no claim", entry.name());
  }

  void all_shown(const std::string& of, const std::string& no_claim, const Shown& shown) {
    for (const std::string& name : shown.properties.unseen())
      missing(of, "vacuous", no_claim + " violates the property \"" + name + "\"", name);
    for (const std::string& name : shown.actions.unseen())
      missing(of, "dead", no_claim + " ever takes the action \"" + name + "\"", name);
    for (const std::string& name : shown.witnesses.unseen())
      missing(of, "dead", no_claim + " ever shows the witness \"" + name + "\"", name);
  }

  void told(const std::string& protocol, const ClaimResult& result) {
    ++claims_;
    states_ += result.states;
    seconds_ += result.seconds;
    timed_ += result.zeno == ZenoLook::untimed ? 0 : 1;
    zeno_ += result.zeno == ZenoLook::searched ? 1 : 0;
    liveness_ += result.liveness ? 1 : 0;
    every_state_ += result.contract.every ? 1 : 0;
    contract_broken_ |= result.contract_broken;
    if (!result.met()) ++failures_;
    json_["claims"].push_back(
        {{"protocol", protocol},
         {"settings", result.settings},
         {"liveness", result.liveness},
         {"fair", result.fair},
         {"met", result.met()},
         {"states", result.states},
         {"seconds", result.seconds},
         {"expected", to_json(result.expected)},
         {"found", to_json(result.found)},
         {"not_judged", result.not_judged},
         {"zeno", in_words(result.zeno)},
         {"contract", {{"states", result.contract.states}, {"every", result.contract.every}}},
         {"different", result.different}});
    if (command_.display.json || (command_.display.quiet && result.met())) return;
    Page page(command_.display.chart);
    const std::string settings = settings_in_words(result.settings, result.liveness, result.fair);
    const std::string verdict = verdict_of(result);
    const std::string numbers = padded(verdict, 12) + grouped(result.states) + " states, " +
                                seconds_in_words(result.seconds);
    page.paragraph(std::string(result.met() ? "✓ " : "✗ ") + padded(protocol, widest_) + "  ",
                   padded(settings, settings_width()) + "  " + numbers,
                   {result.met() ? Colour::none : Colour::red, !result.met(), false});
    for (const std::string& sentence : result.different)
      page.paragraph("    ", sentence, {Colour::red, false, false});
    write_out(page.text());
  }

  static std::string verdict_of(const ClaimResult& result) {
    if (result.contract_broken) return "wrong";
    const auto violated = std::count_if(result.found.begin(), result.found.end(),
                                        [](const Expected& found) { return !found.never_asked; });
    return violated == 0 ? "holds" : "violates " + std::to_string(violated);
  }

  // What differs is shown before it is written.
  void record(const CatalogueEntry& entry, const std::vector<ClaimResult>& results) {
    const Recording recording = record_claims(entry, results);
    if (recording.claims == 0) return;
    failures_ -= recording.claims;
    json_["recorded"].push_back({{"protocol", entry.name()},
                                 {"file", recording.file},
                                 {"difference", recording.difference}});
    if (!command_.display.json) write_out(recording.difference);
    replace_file(recording.file, recording.text);
  }

  int settings_width() const {
    constexpr int around = 2 + 2 + 2 + 12 + 27;  // signs and spaces, verdict, states and time
    return std::clamp(command_.display.chart.width - widest_ - around, 10, 60);
  }

  void missing(const std::string& protocol, const char* kind, const std::string& sentence,
               const std::string& name) {
    ++failures_;
    json_[kind].push_back({{"protocol", protocol}, {"name", name}});
    if (command_.display.json) return;
    Page page(command_.display.chart);
    page.paragraph("✗ " + padded(protocol, widest_) + "  ", sentence, {Colour::red, true, false});
    write_out(page.text());
  }

  void summary() {
    json_["verdict"] = failures_ == 0 ? "met" : "not met";
    if (command_.display.json) return write_out(json_.dump(2) + "\n");
    if (command_.display.quiet && failures_ == 0) return;
    Page page(command_.display.chart);
    page.put("", {});
    page.paragraph("",
                   counted(claims_, "claim") + " of " + counted(entries_.size(), "protocol") +
                       ": " +
                       (interrupted()    ? "interrupted"
                        : failures_ == 0 ? "all confirmed"
                                         : counted(failures_, "failure")) +
                       ". " + grouped(states_) + " states, " + seconds_in_words(seconds_) + ".",
                   {failures_ == 0 ? Colour::green : Colour::red, true, false});
    if (timed_ > 0)
      page.paragraph("",
                     "Zeno check: done for " + std::to_string(zeno_) + " of " +
                         counted(timed_, "timed claim") + ", those of up to " +
                         grouped(small_search_states) + " states.",
                     {});
    page.paragraph(
        "",
        "Contract check: done in every state of " +
            (every_state_ == claims_ - liveness_
                 ? "all claims"
                 : std::to_string(every_state_) + " of " + counted(claims_ - liveness_, "claim") +
                       ", and in a sample of states of the rest") +
            (liveness_ == 0 ? "." : ", but for those of liveness."),
        {});
    write_out(page.text());
  }

  const VerifyCommand& command_;
  std::vector<const CatalogueEntry*> entries_;
  Json json_{{"format", "lockstep-verify"}, {"version", 1},          {"claims", Json::array()},
             {"vacuous", Json::array()},    {"dead", Json::array()}, {"unclaimed", Json::array()},
             {"recorded", Json::array()}};
  Shown of_library_;
  int widest_ = 0;
  std::size_t claims_ = 0;
  std::size_t failures_ = 0;
  std::size_t timed_ = 0;        // claims with time
  std::size_t liveness_ = 0;     // claims of it
  std::size_t every_state_ = 0;  // claims whose contract was checked in every state
  bool contract_broken_ = false;
  std::size_t zeno_ = 0;  // claims with a Zeno check
  std::uint64_t states_ = 0;
  double seconds_ = 0;
};

}  // namespace

constinit const Verb verify_verb{
    "verify", "Run the claims of all protocols, or of some, and report what differs",
    "Exit status 1 if a claim is wrong, or if no claim violates some property, takes some action "
    "or\n"
    "shows some witness.\n"
    "\n"
    "Examples:\n"
    "  lockstep verify\n"
    "  lockstep verify lease --json",
    request_of<VerifyCommand>};

OptionList options(VerifyCommand& command) {
  OptionList all{
      words_option("PROTOCOL", "The protocols; all if none is named", command.protocols)};
  append(all, output_options(command.display, "what is wrong"));
  append(all, {flag("--record", "Show what differs from the claims, and write it into them",
                    command.record)});
  append(all, engine_options(command.options));
  append(all, colour_options(command.display.chart));
  return all;
}

int run(const VerifyCommand& command, const Catalogue& catalogue) {
  return Verification(command, catalogue).run();
}

}  // namespace lockstep
