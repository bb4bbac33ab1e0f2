'use client'

import type { ReactNode } from 'react'
import { IconButton } from '../icons/IconButton.js'
import { useStrings } from '../kit/KitContext.js'
import { classes, type PartProps } from '../kit/part.js'
import { useBranches } from './useBranches.js'

/** What `BranchPicker` takes. */
export interface BranchPickerProps extends PartProps {
  messageId: string
  /** Goes through these messages only, the shown one among them. @default all which stand beside it */
  versions?: readonly string[] | undefined
}

/**
 * Goes through the versions of a message, "2 of 3"; nothing when there is only one. At an end its buttons stay
 * focusable, so that the focus does not fall out of the group.
 */
export function BranchPicker({ messageId, versions, className, style }: BranchPickerProps): ReactNode {
  const strings = useStrings()
  const { count, index, show } = useBranches(messageId, versions)
  if (count < 2) return null

  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is for forms
    <div className={classes('tg-branches', className)} style={style} role="group" aria-label={strings.branches}>
      <IconButton
        label={strings.previousBranch}
        icon="previous"
        aria-disabled={index === 0}
        onClick={() => show(index - 1)}
      />
      <span className="tg-branch-place">{strings.branchOf(index + 1, count)}</span>
      <IconButton
        label={strings.nextBranch}
        icon="next"
        aria-disabled={index === count - 1}
        onClick={() => show(index + 1)}
      />
    </div>
  )
}
