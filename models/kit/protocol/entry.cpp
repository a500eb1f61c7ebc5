#include "models/kit/protocol/entry.hpp"

#include "models/kit/protocol/model.hpp"

namespace lockstep::kit {

DeclaredEntry::DeclaredEntry(std::string name, std::string sentence, std::string source,
                             std::string file)
    : name_(std::move(name)),
      sentence_(std::move(sentence)),
      source_(std::move(source)),
      file_(std::move(file)) {}
DeclaredEntry::~DeclaredEntry() = default;

std::string DeclaredEntry::name() const { return name_; }
std::string DeclaredEntry::sentence() const { return sentence_; }
std::string DeclaredEntry::source() const { return source_; }
std::string DeclaredEntry::file() const { return file_; }
std::vector<Claim> DeclaredEntry::claims() const { return declared_.claims; }

std::vector<Parameter> DeclaredEntry::parameters() const {
  std::vector<Parameter> list;
  for (const ParameterRow& row : declared_.parameters) list.push_back(row.about);
  return list;
}

std::unique_ptr<Model> DeclaredEntry::make(const std::vector<Setting>& settings) const {
  require_sound(declared_, fresh());
  require_known(settings, parameters(), name_);
  require_effect(settings, parameters());
  const std::shared_ptr<void> params = fresh();
  for (const Setting& setting : settings)
    for (const ParameterRow& row : declared_.parameters)
      if (row.about.name == setting.name) row.set(params.get(), setting.value);
  scale_spans(spans_of(declared_.parameters, params.get()));
  return std::make_unique<ProtocolModel>(table_of(declared_, params));
}

}  // namespace lockstep::kit
