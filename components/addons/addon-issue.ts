/** What is wrong with options of an add-on, and how to fix it: with its path within the options, or a message about the add-on itself. */
export type AddonIssue = string | { readonly at: readonly PropertyKey[]; readonly message: string };

/** A check of valid options. One that reads something invalid says nothing more, and the other checks go on. */
export type AddonCheck = () => AddonIssue | Iterable<AddonIssue> | undefined;
