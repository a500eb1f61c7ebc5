// All that a model includes. Start reading at protocol.hpp.
#pragma once

#include "models/kit/bag.hpp"
#include "models/kit/catalogue.hpp"
#include "models/kit/entry.hpp"
#include "models/kit/flags.hpp"
#include "models/kit/id.hpp"
#include "models/kit/number.hpp"
#include "models/kit/protocol.hpp"
#include "models/kit/step.hpp"
#include "models/kit/table.hpp"
#include "models/kit/timer.hpp"
#include "models/kit/token.hpp"
#include "models/kit/wall_clock.hpp"
