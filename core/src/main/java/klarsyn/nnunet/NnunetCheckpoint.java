package klarsyn.nnunet;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import klarsyn.base.ModelException;
import klarsyn.base.Where;

/**
 * A checkpoint of nnU-Net v2: weights and the settings to use them. Closing it closes the file.
 *
 * <p>Other content, such as the optimizer state and training curves, is ignored. Nothing in the file is executed.
 */
public final class NnunetCheckpoint implements AutoCloseable {

    static final String WEIGHTS = "network_weights";
    static final String INIT = "init_args";
    static final String CONFIGURATION = "configuration";
    static final String TRAINER = "trainer_name";
    static final String MIRROR_AXES = "inference_allowed_mirroring_axes";

    /** Prefix of names in networks trained by several processes. */
    private static final String WRAPPED = "module.";

    private final Path path;
    private final TorchFile file;
    private final SequencedMap<String, Pickled.View> weights = new LinkedHashMap<>();
    private final Pickled.Entries root;

    private NnunetCheckpoint(Path path, TorchFile file) {
        this.path = path;
        this.file = file;
        this.root = entries(file.root(), "the checkpoint");
        entries(member(root, WEIGHTS), WEIGHTS).values().forEach((name, value) -> {
            if (!(value instanceof Pickled.View view)) {
                throw error("%s of %s is not a tensor".formatted(name, WEIGHTS));
            }
            weights.put(name.startsWith(WRAPPED) ? name.substring(WRAPPED.length()) : name, view);
        });
    }

    /**
     * Opens a checkpoint; weights are read on demand.
     *
     * @throws ModelException if it is not a checkpoint, is damaged, or contains anything but tensors and plain
     *     containers, which the message names
     */
    public static NnunetCheckpoint open(Path path) {
        TorchFile file = TorchFile.open(path);
        try {
            return new NnunetCheckpoint(path, file);
        } catch (RuntimeException failure) {
            try {
                file.close();
            } catch (IOException second) {
                failure.addSuppressed(second);
            }
            throw failure;
        }
    }

    /** Name of the trainer class, such as {@code nnUNetTrainer}. */
    public String trainer() {
        return text(member(root, TRAINER), TRAINER);
    }

    /** Name of the configuration in the plans, such as {@code 3d_fullres}. */
    public String configuration() {
        Pickled.Entries init = entries(member(root, INIT), INIT);
        return text(member(init, CONFIGURATION), CONFIGURATION);
    }

    /** Mirror axes allowed in prediction, 0 for the slowest; empty if trained without mirroring. */
    public List<Integer> mirrorAxes() {
        return switch (root.find(MIRROR_AXES).orElse(new Pickled.Nothing())) {
            case Pickled.Items axes -> axes.values().stream().map(this::axis).toList();
            case Pickled.Nothing _ -> List.of();
            default -> throw error(MIRROR_AXES + " is not a list of axes");
        };
    }

    private int axis(Pickled value) {
        if (value instanceof Pickled.Whole(long axis) && axis >= 0 && axis < 3) {
            return (int) axis;
        }
        throw error(MIRROR_AXES + " contains an invalid axis");
    }

    /** Shapes of the weights by name. */
    public SequencedMap<String, List<Long>> shapes() {
        SequencedMap<String, List<Long>> shapes = new LinkedHashMap<>();
        weights.forEach((name, view) -> shapes.put(name, view.shape()));
        return Collections.unmodifiableSequencedMap(shapes);
    }

    /** Whether two names share the same storage. */
    boolean shareStorage(String name, String other) {
        return view(name).equals(view(other));
    }

    /**
     * The values of a weight, the last axis fastest.
     *
     * @throws ModelException if the file is damaged there
     */
    public float[] weight(String name) {
        try {
            return file.floats(view(name));
        } catch (IOException failure) {
            throw new ModelException(
                    "the weights cannot be read (%s)".formatted(failure.getMessage()),
                    Where.file(path),
                    "copy the checkpoint again from its source",
                    failure);
        }
    }

    private Pickled.View view(String name) {
        return Optional.ofNullable(weights.get(name))
                .orElseThrow(() -> new IllegalArgumentException("unknown weight " + name));
    }

    Where where() {
        return Where.file(path);
    }

    private Pickled member(Pickled.Entries entries, String key) {
        return entries.find(key).orElseThrow(() -> error("the key %s is missing".formatted(key)));
    }

    private Pickled.Entries entries(Pickled value, String what) {
        if (value instanceof Pickled.Entries entries) {
            return entries;
        }
        throw error("%s is not a dictionary".formatted(what));
    }

    private String text(Pickled value, String what) {
        if (value instanceof Pickled.Text(String text)) {
            return text;
        }
        throw error("%s is not a string".formatted(what));
    }

    private ModelException error(String what) {
        return new ModelException(
                "this is not a checkpoint of nnU-Net v2: " + what,
                Where.file(path),
                "use a folder with a fold's checkpoint_final.pth written by nnUNetv2_train");
    }

    @Override
    public void close() {
        try {
            file.close();
        } catch (IOException failure) {
            throw new ModelException(
                    "the checkpoint cannot be closed (%s)".formatted(failure.getMessage()),
                    Where.file(path),
                    "check that its disk is available",
                    failure);
        }
    }
}
