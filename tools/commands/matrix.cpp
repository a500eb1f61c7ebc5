#include "tools/commands/matrix.hpp"

#include "tools/commands/shared_options.hpp"
#include "tools/load/load.hpp"
#include "tools/questions/matrix.hpp"
#include "tools/report/matrix_report.hpp"
#include "tools/terminal/exit_status.hpp"
#include "tools/terminal/progress.hpp"
#include "tools/terminal/terminal.hpp"

#include <algorithm>
#include <span>

namespace lockstep {
namespace {

// What the article tells: a client that may be stopped at any moment and one that may die, a lock,
// and a store that is asked to charge a customer once. These are the rows without any words.
constexpr const char* article_rows[] = {
    "lease",
    "lease expiry=never",
    "lease store=fenced-writes",
    "lease store=fenced",
    "lease store=idempotent",
    "lease store=owner-checked",
    "deadline-lease",
    "redlock ttl=2 job=0 again=true",
    "row-lock",
    "timestamp-lock",
    "session-lock",
    "queue-lock",
    "leader-election",
    "leader-key",
    "advisory-lock",
};
constexpr const char* article_environment[] = {"workload=bill", "pauses=1", "crashes=1"};
constexpr const char* article_properties[] = {"mutual exclusion at the service",
                                              "mutual exclusion in belief",
                                              "mutual exclusion in effect",
                                              "no stale write",
                                              "billed at most once",
                                              "nothing left unbilled",
                                              "no deadlock"};

std::vector<std::string> words(std::span<const char* const> list) {
  return {list.begin(), list.end()};
}

AskedRow row_of(const std::string& word, const Catalogue& catalogue) {
  const std::size_t space = word.find(' ');
  AskedRow row;
  row.entry = &find_or_load(catalogue, word.substr(0, space));
  if (space != std::string::npos) row.own = settings_or_load({word.substr(space + 1)});
  return row;
}

// "store=fenced" is of all rows; "lease" and "lease store=fenced" are rows.
bool is_setting(const std::string& word) {
  return word.find('=') < std::min(word.find(' '), word.size()) && source_in(word) != word;
}

AskedMatrix asked_by(const MatrixCommand& command, const Catalogue& catalogue) {
  AskedMatrix asked;
  std::vector<std::string> rows;
  std::vector<std::string> settings;
  for (const std::string& word : command.words)
    (is_setting(word) ? settings : rows).push_back(word);
  const bool article = rows.empty();
  if (article) rows = words(article_rows);
  if (article && settings.empty()) settings = words(article_environment);
  for (const std::string& row : rows) asked.rows.push_back(row_of(row, catalogue));
  asked.environment = settings_or_load(settings);
  asked.properties = command.properties;
  if (article && asked.properties.empty()) asked.properties = words(article_properties);
  asked.ledger = command.ledger      ? KeepLedger::always
                 : command.no_ledger ? KeepLedger::never
                                     : KeepLedger::for_small_searches;
  if (!command.over.empty()) asked.rows = spread(asked.rows, command.over, asked.environment);
  return asked;
}

std::string printed(const Matrix& matrix, const MatrixCommand& command) {
  if (command.as == "markdown") return matrix_markdown(matrix);
  if (command.as == "html") return matrix_html(matrix);
  if (command.as == "json") return matrix_json(matrix);
  return matrix_text(matrix, command.display.chart);
}

}  // namespace

constinit const Verb matrix_verb{
    "matrix", "Put locks and properties in one table: which lock has what",
    "Examples:\n"
    "  lockstep matrix                             the locks here, as people use them\n"
    "  lockstep matrix crashes=1 delay=0           the same where less goes wrong\n"
    "  lockstep matrix lease \"redlock again=true\" pauses=1\n"
    "  lockstep matrix lease --over store          a lock with each store\n"
    "  lockstep matrix deadline-lease --over delay=0,1,2,unbounded\n"
    "  lockstep matrix lease --over environment    what each assumption is worth\n"
    "  lockstep matrix ./my_lock.cpp lease --as html > matrix.html",
    request_of<MatrixCommand>};

OptionList options(MatrixCommand& command) {
  OptionList all{
      words_option("ROW|key=value",
                   "A row: a protocol, or in quotes a protocol with settings of its own. Settings "
                   "by themselves are of all rows",
                   command.words),
      property_option(command.properties),
      text_option("--over", "PARAMETER",
                  "A row for each value of a parameter: store, or pauses=0,1,2; or for what each "
                  "assumption is relaxed to: environment",
                  command.over),
      choice_option("--as", "FORM", "text, markdown, html or json",
                    {"text", "markdown", "html", "json"},
                    [&command](const std::string& value) { command.as = value; })
          .standing_for("text"),
      flag("--ledger", "Relax each assumption in large searches, too", command.ledger)
          .not_with("--no-ledger"),
      flag("--no-ledger", "Relax no assumption", command.no_ledger)};
  append(all, limit_options(command.options));
  append(all, engine_options(command.options));
  append(all, colour_options(command.display.chart));
  return all;
}

int run(const MatrixCommand& command, const Catalogue& catalogue) {
  const AskedMatrix asked = asked_by(command, catalogue);
  ProgressLine line(true);
  const Matrix matrix = ask(asked, command.options, [&](std::size_t rows) {
    line.show(std::to_string(rows) + " of " + std::to_string(asked.rows.size()) + " rows");
  });
  line.wipe();
  write_out(printed(matrix, command));
  return matrix.open() ? exit_unknown : exit_holds;
}

}  // namespace lockstep
