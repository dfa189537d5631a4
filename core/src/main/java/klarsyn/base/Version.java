package klarsyn.base;

/** Which Klarsyn this is. */
public final class Version {

    /** As in the parent POM. */
    public static final String NUMBER = "0.1.0";

    private Version() {}
}
