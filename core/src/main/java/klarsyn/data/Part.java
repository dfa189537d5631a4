package klarsyn.data;

/** Which side of a split a data set itself has put a case on. */
public enum Part {
    /** The data set does not say; Klarsyn splits by patient. */
    ANY,
    /** To learn from. */
    TRAIN,
    /** To choose by. */
    VALIDATION,
    /** To be judged on. */
    TEST
}
