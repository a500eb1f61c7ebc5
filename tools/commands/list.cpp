#include "tools/commands/list.hpp"

#include "tools/load/load.hpp"
#include "tools/questions/claims.hpp"
#include "tools/questions/liveness.hpp"
#include "tools/terminal/page.hpp"
#include "tools/terminal/terminal.hpp"
#include "tools/terminal/text.hpp"

#include <algorithm>

namespace lockstep {
namespace {

Page plain_page(int width) {
  ChartOptions options;
  options.width = width;
  options.unicode = locale_is_utf8();
  return Page(options);
}

// Names in one column, what they mean in the next.
void table(Page& page, const std::vector<std::pair<std::string, std::string>>& rows) {
  constexpr int lead_max = 24;
  int widest = 0;
  for (const auto& [name, text] : rows) {
    const int columns = columns_of(name);
    if (columns <= lead_max) widest = std::max(widest, columns);
  }
  for (const auto& [name, text] : rows) {
    std::string lead = "  " + padded(name, widest) + "  ";
    if (columns_of(name) > widest) {  // too long for the column: a line of its own
      page.put("  " + name, {});
      lead = std::string(static_cast<std::size_t>(widest) + 4, ' ');
    }
    page.paragraph(lead, text, {});
  }
}

// "when it expires: prompt (…), lazy (…), never" names the choices itself.
bool names_its_choices(const Parameter& parameter) {
  const std::size_t colon = parameter.sentence.find(": ");
  return !parameter.choices.empty() && colon != std::string::npos &&
         std::all_of(parameter.choices.begin(), parameter.choices.end(),
                     [&](const std::string& choice) {
                       return parameter.sentence.find(choice, colon) != std::string::npos;
                     });
}

std::string range(const Parameter& parameter) {
  if (names_its_choices(parameter)) return "";
  if (parameter.choices.empty())
    return " (" + std::to_string(parameter.min) + ".." + std::to_string(parameter.max) +
           (parameter.form.empty() ? "" : " " + parameter.form) + ")";
  std::string words;
  for (const std::string& choice : parameter.choices)
    words += (words.empty() ? "" : " | ") + choice;
  return " (" + words + ")";
}

std::string condition(const Parameter& parameter) {
  return parameter.only_with.empty() ? "" : "; only with " + parameter.only_with;
}

std::string expectation(const Claim& claim) {
  if (claim.breaks.empty())
    return claim.liveness ? "every liveness property holds" : "every property holds";
  std::vector<std::string> broken;
  for (const Expected& expected : claim.breaks)
    if (!expected.never_asked)
      broken.push_back("\"" + expected.property + "\" (" + steps_in_words(expected) + ")");
  std::string words = broken.empty() ? "every other property holds" : "violates " + listed(broken);
  for (const Expected& expected : claim.breaks)
    if (expected.never_asked) words += "; no run asks for \"" + expected.property + '"';
  return words;
}

void properties(Page& page, const Shape& shape) {
  std::vector<std::pair<std::string, std::string>> rows;
  for (const Property& property : shape.properties)
    rows.emplace_back(
        property.name,
        property.sentence +
            (property.when == When::at_end ? " (checked in states with no step but faults)" : ""));
  if (rows.empty()) return;
  page.put("", {});
  page.put("Properties:", {});
  table(page, rows);
}

void goals(Page& page, const Model& model) {
  std::vector<std::pair<std::string, std::string>> rows;
  for (const Goal& goal : goals_of(model)) rows.emplace_back(goal.name, goal.sentence);
  if (rows.empty()) return;
  page.put("", {});
  page.put("Liveness properties (`--liveness` judges them):", {});
  table(page, rows);
}

void claims(Page& page, const CatalogueEntry& entry, const std::string& asked_for) {
  const auto all = entry.claims();
  if (all.empty()) return;
  page.put("", {});
  page.put("Claims (`lockstep verify " + asked_for + "` runs them):", {});
  for (const Claim& claim : all) {
    page.paragraph("  ", settings_in_words(claim.settings, claim.liveness, claim.fair), {});
    page.paragraph("      ", expectation(claim), {});
  }
}

std::string all_protocols(const Catalogue& catalogue, int width) {
  Page page = plain_page(width);
  std::vector<std::pair<std::string, std::string>> rows;
  for (const auto& entry : catalogue) rows.emplace_back(entry->name(), entry->sentence());
  table(page, rows);
  page.put("", {});
  page.put("`lockstep list PROTOCOL` shows its parameters, properties and claims.", {});
  return page.text();
}

std::string one_protocol(const CatalogueEntry& entry, const std::string& asked_for, int width) {
  Page page = plain_page(width);
  page.paragraph("", entry.name() + ": " + entry.sentence(), {});
  page.paragraph("Source: ", entry.source(), {});
  page.put("", {});
  page.raw(parameters_text(entry, width));
  const auto model = entry.make({});
  properties(page, model->shape());
  goals(page, *model);
  claims(page, entry, asked_for);
  return page.text();
}

}  // namespace

std::string parameters_text(const CatalogueEntry& entry, int width) {
  Page page = plain_page(width);
  const auto parameters = entry.parameters();
  if (parameters.empty()) {
    page.put(entry.name() + " has no parameters.", {});
    return page.text();
  }
  std::vector<std::pair<std::string, std::string>> usual, rare;
  for (const Parameter& parameter : parameters)
    (parameter.rare ? rare : usual)
        .emplace_back(parameter.name + "=" + parameter.default_value,
                      parameter.sentence + range(parameter) + condition(parameter));
  page.put("Parameters of " + entry.name() + ":", {});
  table(page, usual);
  if (rare.empty()) return page.text();
  page.put("", {});
  page.put("Advanced parameters (reports show them only when changed from the default):", {});
  table(page, rare);
  return page.text();
}

constinit const Verb list_verb{
    "list", "List the protocols, or one protocol's parameters, properties and claims",
    "Examples:\n"
    "  lockstep list\n"
    "  lockstep list lease",
    request_of<ListCommand>};

OptionList options(ListCommand& command) {
  return {word_option("PROTOCOL", "A name from `lockstep list`, or a file such as ./my_lock.cpp",
                      command.protocol)};
}

int run(const ListCommand& command, const Catalogue& catalogue) {
  const int width = terminal_width();
  write_out(command.protocol.empty()
                ? all_protocols(catalogue, width)
                : one_protocol(find_or_load(catalogue, command.protocol), command.protocol, width));
  return exit_holds;
}

}  // namespace lockstep
