import type { ChoiceStrings } from '../choices/strings.js'
import type { GenerateStrings } from '../generate/strings.js'
import type { HelpStrings } from '../help/strings.js'
import type { DayStrings } from '../list/strings.js'
import type { LogprobStrings } from '../logprobs/strings.js'
import type { ActionStrings } from '../message/strings.js'
import type { ModelStrings } from '../models/strings.js'
import type { ParameterStrings } from '../params/strings.js'
import type { ToolStrings } from '../tool/strings.js'
import type { UsageStrings } from '../usage/strings.js'
import type { ChatStrings } from './ChatStrings.js'

/** Every word the kit can say, in one flat object: those of a chat, and those of components which are added to one. */
export interface KitStrings
  extends ActionStrings,
    ChatStrings,
    ChoiceStrings,
    DayStrings,
    GenerateStrings,
    HelpStrings,
    LogprobStrings,
    ModelStrings,
    ParameterStrings,
    ToolStrings,
    UsageStrings {}
