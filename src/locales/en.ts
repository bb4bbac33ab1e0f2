import { englishChoices } from '../components/choices/strings.js'
import { englishGenerate } from '../components/generate/strings.js'
import { englishHelp } from '../components/help/strings.js'
import { type KitStrings, english as ofTheChat } from '../components/index.js'
import { englishDays } from '../components/list/strings.js'
import { englishLogprobs } from '../components/logprobs/strings.js'
import { englishActions } from '../components/message/strings.js'
import { englishModels } from '../components/models/strings.js'
import { englishParameters } from '../components/params/strings.js'
import { englishTools } from '../components/tool/strings.js'
import { englishUsage } from '../components/usage/strings.js'

/** Every word of the kit in English, to begin a translation from. Components have their own words without it. */
export const english: KitStrings = {
  ...ofTheChat,
  ...englishActions,
  ...englishChoices,
  ...englishDays,
  ...englishGenerate,
  ...englishHelp,
  ...englishLogprobs,
  ...englishModels,
  ...englishParameters,
  ...englishTools,
  ...englishUsage,
}
