package klarsyn.base;

/** What happens to the finished results that a folder already holds. */
public enum ExistingResults {
    /** They stay: the folder is refused. */
    KEEP,
    /** They are deleted before new ones are written. */
    REPLACE
}
