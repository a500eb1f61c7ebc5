// A protocol in the catalogue.
#pragma once

#include "models/kit/catalogue/catalogue.hpp"
#include "models/kit/catalogue/registry.hpp"
#include "models/kit/protocol/protocol.hpp"

#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace lockstep {

namespace kit {

// An entry whose types are erased.
class DeclaredEntry : public CatalogueEntry {
 public:
  ~DeclaredEntry() override;
  std::string name() const override;
  std::string sentence() const override;
  std::string source() const override;
  std::string file() const override;
  std::vector<Claim> claims() const override;
  std::vector<Parameter> parameters() const override;

  // Throws ContractBroken as well, when the declarations cannot be meant so (declared.hpp).
  std::unique_ptr<Model> make(const std::vector<Setting>& settings) const override;

 protected:
  DeclaredEntry(std::string name, std::string sentence, std::string source, std::string file);

  Declared declared_;

 private:
  virtual std::shared_ptr<void> fresh() const = 0;  // Params with their defaults

  std::string name_;
  std::string sentence_;
  std::string source_;
  std::string file_;
};

}  // namespace kit

template <class Params, class State>
class ProtocolEntry final : public kit::DeclaredEntry {
 public:
  ProtocolEntry(std::string name, std::string sentence, std::string source,
                void (*build)(Protocol<Params, State>&), std::string file)
      : DeclaredEntry(std::move(name), std::move(sentence), std::move(source), std::move(file)) {
    Protocol<Params, State> protocol;
    build(protocol);
    declared_ = std::move(protocol.declared_);
  }

 private:
  std::shared_ptr<void> fresh() const override { return std::make_shared<Params>(); }
};

// `source` is the paper or documentation that the protocol follows. `file` is where it is declared:
// of the caller, unless it is given.
template <class Params, class State>
std::unique_ptr<CatalogueEntry> entry(std::string name, std::string sentence, std::string source,
                                      void (*build)(Protocol<Params, State>&),
                                      const char* file = __builtin_FILE()) {
  return std::make_unique<ProtocolEntry<Params, State>>(std::move(name), std::move(sentence),
                                                        std::move(source), build, file);
}

}  // namespace lockstep
