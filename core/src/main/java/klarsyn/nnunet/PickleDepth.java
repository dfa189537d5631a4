package klarsyn.nnunet;

import java.util.Collection;
import java.util.IdentityHashMap;
import java.util.List;
import klarsyn.base.ModelException;
import klarsyn.base.Where;

/** Rejects cyclic and deeply nested values; each container is visited once. */
final class PickleDepth {

    private static final int DEEPEST = 64;
    private static final int UNFINISHED = -1;

    private final IdentityHashMap<Pickled, Integer> heights = new IdentityHashMap<>();
    private final Where where;

    PickleDepth(Where where) {
        this.where = where;
    }

    void require(Pickled value) {
        height(value, 1);
    }

    /** Depth of the containers below this one; {@code depth} containers were entered, including this one. */
    private int height(Pickled value, int depth) {
        Collection<Pickled> inner = inside(value);
        if (inner.isEmpty()) {
            return 0;
        }
        Integer known = heights.get(value);
        if (known != null && known == UNFINISHED) {
            throw error("a container that contains itself");
        }
        if (depth + (known == null ? 0 : known) > DEEPEST) {
            throw error("containers nested more than %d deep".formatted(DEEPEST));
        }
        if (known != null) {
            return known;
        }
        heights.put(value, UNFINISHED);
        int highest = 0;
        for (Pickled each : inner) {
            highest = Math.max(highest, height(each, depth + 1));
        }
        heights.put(value, highest + 1);
        return highest + 1;
    }

    private static Collection<Pickled> inside(Pickled value) {
        return switch (value) {
            case Pickled.Items items -> items.values();
            case Pickled.Entries entries -> entries.values().values();
            default -> List.of();
        };
    }

    private ModelException error(String what) {
        return new ModelException("the checkpoint has " + what, where, PickleCalls.ANOTHER);
    }
}
