// refuses: unused-function
//
// The simplest case, and no header of ours: a function in an anonymous namespace that nobody uses,
// which is how a forgotten action shows itself.

namespace {
[[maybe_unused]] int registered() { return 1; }
#if REFUSED
int forgotten() { return 2; }
#endif
}  // namespace
