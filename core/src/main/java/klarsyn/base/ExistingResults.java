package klarsyn.base;

/** What to do with finished results in an output folder. */
public enum ExistingResults {
    /** They stay: the folder is refused. */
    KEEP,
    /** They are deleted before new ones are written. */
    REPLACE
}
