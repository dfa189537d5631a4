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
 * A checkpoint of nnU-Net v2: the weights of a network and what is needed to use it. Closing it closes the file.
 *
 * <p>Of the rest, such as the optimizer's state and the curves of the training, nothing is kept. Nothing in the file is
 * executed.
 */
public final class NnunetCheckpoint implements AutoCloseable {

    static final String WEIGHTS = "network_weights";
    static final String INIT = "init_args";
    static final String CONFIGURATION = "configuration";
    static final String TRAINER = "trainer_name";
    static final String MIRROR_AXES = "inference_allowed_mirroring_axes";

    /** What a network that several processes trained together puts before its names. */
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
                throw refused("%s of %s is no tensor".formatted(name, WEIGHTS));
            }
            weights.put(name.startsWith(WRAPPED) ? name.substring(WRAPPED.length()) : name, view);
        });
    }

    /**
     * Opens a checkpoint; the weights stay in the file until they are asked for.
     *
     * @throws ModelException if it is none, is damaged, or holds anything but tensors and plain containers, which the
     *     message names
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

    /** Name of the class that trained it, such as {@code nnUNetTrainer}. */
    public String trainer() {
        return text(member(root, TRAINER), TRAINER);
    }

    /** Name of the configuration in the plans, such as {@code 3d_fullres}. */
    public String configuration() {
        Pickled.Entries init = entries(member(root, INIT), INIT);
        return text(member(init, CONFIGURATION), CONFIGURATION);
    }

    /** Axes whose mirror images may be predicted too, 0 for the slowest; empty if none was trained so. */
    public List<Integer> mirrorAxes() {
        return switch (root.find(MIRROR_AXES).orElse(new Pickled.Nothing())) {
            case Pickled.Items axes -> axes.values().stream().map(this::axis).toList();
            case Pickled.Nothing _ -> List.of();
            default -> throw refused(MIRROR_AXES + " is no list of axes");
        };
    }

    private int axis(Pickled value) {
        if (value instanceof Pickled.Whole(long axis) && axis >= 0 && axis < 3) {
            return (int) axis;
        }
        throw refused(MIRROR_AXES + " holds something that is no axis");
    }

    /** Shapes of the weights by their names. */
    public SequencedMap<String, List<Long>> shapes() {
        SequencedMap<String, List<Long>> shapes = new LinkedHashMap<>();
        weights.forEach((name, view) -> shapes.put(name, view.shape()));
        return Collections.unmodifiableSequencedMap(shapes);
    }

    /** Whether two names stand for the same numbers of the file. */
    boolean areSame(String name, String other) {
        return view(name).equals(view(other));
    }

    /**
     * The numbers of a weight, the last axis fastest.
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
                    "copy the checkpoint again from where it was made",
                    failure);
        }
    }

    private Pickled.View view(String name) {
        return Optional.ofNullable(weights.get(name))
                .orElseThrow(() -> new IllegalArgumentException("no weight is named " + name));
    }

    Where where() {
        return Where.file(path);
    }

    private Pickled member(Pickled.Entries entries, String key) {
        return entries.find(key).orElseThrow(() -> refused("the key %s is missing".formatted(key)));
    }

    private Pickled.Entries entries(Pickled value, String what) {
        if (value instanceof Pickled.Entries entries) {
            return entries;
        }
        throw refused("%s is no dictionary".formatted(what));
    }

    private String text(Pickled value, String what) {
        if (value instanceof Pickled.Text(String text)) {
            return text;
        }
        throw refused("%s is no text".formatted(what));
    }

    private ModelException refused(String what) {
        return new ModelException(
                "this is no checkpoint of nnU-Net v2: " + what,
                Where.file(path),
                "name a folder with a fold's checkpoint_final.pth as nnUNetv2_train wrote it");
    }

    @Override
    public void close() {
        try {
            file.close();
        } catch (IOException failure) {
            throw new ModelException(
                    "the checkpoint cannot be closed (%s)".formatted(failure.getMessage()),
                    Where.file(path),
                    "see that its disk is there",
                    failure);
        }
    }
}
