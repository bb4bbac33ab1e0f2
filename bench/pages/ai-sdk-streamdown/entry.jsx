import { Streamdown } from 'streamdown'
import { defineAiSdkPage } from '../shared/AiSdkPage.jsx'

defineAiSdkPage(({ text, isLive }) => <Streamdown isAnimating={isLive}>{text}</Streamdown>)
