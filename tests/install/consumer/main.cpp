#include "checker/model.hpp"

int main() { return 0; }
