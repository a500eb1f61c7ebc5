// All that a model includes. Start reading at protocol.hpp.
#pragma once

#include "models/kit/catalogue/catalogue.hpp"
#include "models/kit/fields/bag.hpp"
#include "models/kit/fields/flags.hpp"
#include "models/kit/fields/id.hpp"
#include "models/kit/fields/number.hpp"
#include "models/kit/fields/table.hpp"
#include "models/kit/fields/timer.hpp"
#include "models/kit/fields/token.hpp"
#include "models/kit/fields/wall_clock.hpp"
#include "models/kit/protocol/entry.hpp"
#include "models/kit/protocol/protocol.hpp"
#include "models/kit/protocol/step.hpp"
