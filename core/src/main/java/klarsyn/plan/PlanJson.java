package klarsyn.plan;

import java.nio.file.Path;
import java.util.List;
import klarsyn.base.Where;

/** A plan as JSON, the form that a person reads and edits; docs/plan.md tells its keys. */
public final class PlanJson {

    private PlanJson() {}

    /** The plan as indented JSON, keys in the order of its records, a line feed at the end. */
    public static String write(Plan plan) {
        throw new UnsupportedOperationException("write " + plan);
    }

    /** The plan that a text describes. */
    public static Plan read(String json, Where origin) {
        throw new UnsupportedOperationException("read " + origin + json);
    }

    /** The plan of a file. */
    public static Plan read(Path file) {
        throw new UnsupportedOperationException("read " + file);
    }

    /** What the plan says under a key such as {@code compute.precision}, as JSON text: the value for a {@link Reason}. */
    public static String valueAt(Plan plan, String key) {
        throw new UnsupportedOperationException("valueAt " + key + plan);
    }

    /** Reasons whose choice a person has changed since. */
    public static List<Reason> editedByHand(Plan plan) {
        throw new UnsupportedOperationException("editedByHand " + plan);
    }
}
