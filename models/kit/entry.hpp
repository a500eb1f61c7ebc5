// A protocol in the catalogue.
#pragma once

#include "models/kit/catalogue.hpp"
#include "models/kit/protocol_model.hpp"

#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace lockstep {

template <class Params, class State>
class ProtocolEntry final : public CatalogueEntry {
 public:
  ProtocolEntry(std::string name, std::string sentence, std::string source,
                void (*build)(Protocol<Params, State>&), std::string file)
      : name_(std::move(name)),
        sentence_(std::move(sentence)),
        source_(std::move(source)),
        file_(std::move(file)) {
    auto protocol = std::make_shared<Protocol<Params, State>>();
    build(*protocol);
    protocol_ = std::move(protocol);
  }

  std::string name() const override { return name_; }
  std::string sentence() const override { return sentence_; }
  std::string source() const override { return source_; }
  std::string file() const override { return file_; }
  std::vector<Claim> claims() const override { return protocol_->claims_; }

  std::vector<Parameter> parameters() const override {
    std::vector<Parameter> list;
    for (const auto& parameter : protocol_->parameters_) list.push_back(parameter.about);
    return list;
  }

  std::unique_ptr<Model> make(const std::vector<Setting>& settings) const override {
    kit::require_known(settings, parameters(), name_);
    kit::require_effect(settings, parameters());
    Params params;
    for (const Setting& setting : settings)
      for (const auto& parameter : protocol_->parameters_)
        if (parameter.about.name == setting.name) parameter.set(params, setting.value);
    scale_spans(kit::spans_of(protocol_->parameters_, params));
    return std::make_unique<ProtocolModel<Params, State>>(protocol_, params);
  }

 private:
  std::string name_;
  std::string sentence_;
  std::string source_;
  std::string file_;
  std::shared_ptr<const Protocol<Params, State>> protocol_;
};

// `source` is the paper or documentation that the protocol follows. `file` is left as it is.
template <class Params, class State>
std::unique_ptr<CatalogueEntry> entry(std::string name, std::string sentence, std::string source,
                                      void (*build)(Protocol<Params, State>&),
                                      const char* file = __builtin_FILE()) {
  return std::make_unique<ProtocolEntry<Params, State>>(std::move(name), std::move(sentence),
                                                        std::move(source), build, file);
}

}  // namespace lockstep
