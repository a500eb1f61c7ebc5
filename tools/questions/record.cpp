#include "tools/questions/record.hpp"

#include "checker/errors/errors.hpp"
#include "tools/questions/claims_in_source.hpp"

#include <fstream>
#include <sstream>

namespace lockstep {
namespace {

std::string source_of(const CatalogueEntry& entry) {
  std::ifstream file(entry.file(), std::ios::binary);
  std::ostringstream text;
  if (file) text << file.rdbuf();
  if (entry.file().empty() || !file || file.bad())
    throw Refused("`--record`: the source of " + entry.name() + " cannot be read here" +
                  (entry.file().empty() ? "" : " (" + entry.file() + ")"));
  return text.str();
}

// Only what differs by its verdicts and steps can be put right by other claims.
bool is_final(const ClaimResult& result) {
  return result.finished && !result.contract_broken && !result.met();
}

}  // namespace

Recording record_claims(const CatalogueEntry& entry, const std::vector<ClaimResult>& results) {
  Recording recording;
  std::vector<RecordedClaim> claims;
  for (const ClaimResult& result : results) {
    recording.claims += is_final(result) ? 1 : 0;
    claims.push_back({result.settings, result.expected,
                      is_final(result) ? result.found : result.expected, result.liveness});
  }
  if (recording.claims == 0) return recording;
  const std::string source = source_of(entry);
  const std::vector<Edit> edits = claim_edits(source, entry.file(), claims);
  recording.file = entry.file();
  recording.difference = recording.file + "\n" + difference(source, edits);
  recording.text = edited(source, edits);
  return recording;
}

}  // namespace lockstep
