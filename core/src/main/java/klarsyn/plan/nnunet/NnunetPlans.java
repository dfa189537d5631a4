package klarsyn.plan.nnunet;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.SequencedMap;
import java.util.SequencedSet;
import klarsyn.base.Json;
import klarsyn.base.PlanException;
import klarsyn.base.Where;
import klarsyn.data.Labels;
import klarsyn.plan.PlanText;
import klarsyn.plan.SegmentationPlan;

/**
 * What nnU-Net v2 writes into {@code plans.json}, key by key.
 *
 * <p>Axes are those of the array as read: depth, height, width (z, y, x); "transposed" means after
 * {@code transposeForward}. {@link #json()} writes the keys in nnU-Net's order, so a file that its planner wrote is
 * reproduced.
 *
 * @param datasetName       such as {@code Dataset004_Hippocampus}
 * @param plansName         such as {@code nnUNetPlans}
 * @param medianSpacing     median over the cases in mm, transposed
 * @param medianShape       median over the cases in voxels, transposed
 * @param imageReaderWriter name of nnU-Net's class for images, such as {@code SimpleITKIO}
 * @param transposeForward  which axis of the array as read becomes the first, second and third
 * @param transposeBackward the way back
 * @param configurations    by name: {@code 2d}, {@code 3d_lowres}, {@code 3d_fullres}, {@code 3d_cascade_fullres} and
 *     others that a person wrote
 * @param planner           name of nnU-Net's class that planned; any is fine
 * @param labelManager      name of nnU-Net's class for labels
 * @param foreground        intensities of the foreground of all cases, a channel each
 */
public record NnunetPlans(
        String datasetName,
        String plansName,
        List<Double> medianSpacing,
        List<Integer> medianShape,
        String imageReaderWriter,
        List<Integer> transposeForward,
        List<Integer> transposeBackward,
        SequencedMap<String, Entry> configurations,
        String planner,
        String labelManager,
        List<NnunetIntensities> foreground) {

    /** The reader that turns images to RAS. */
    public static final String TURNING_READER = "NibabelIOWithReorient";

    private static final int MOST_ANCESTORS = 64;

    /** A configuration as it is written: in full, or as changes of another one. */
    public sealed interface Entry permits NnunetConfiguration, Derived {}

    /**
     * Changes of another configuration, as they stand in the file.
     *
     * @param keys with {@code inherits_from} among them; each other replaces that of the configuration named there
     */
    public record Derived(SequencedMap<String, Json> keys) implements Entry {

        /** The key that names the configuration that is changed. */
        static final String INHERITS = "inherits_from";

        /** Keeps an own copy; refuses changes of nothing. */
        public Derived {
            keys = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(keys));
            if (!(keys.get(INHERITS) instanceof Json.Text)) {
                throw new IllegalArgumentException(INHERITS + " must name a configuration");
            }
        }

        /** Name of the configuration that is changed. */
        public String inheritsFrom() {
            return keys.get(INHERITS) instanceof Json.Text(String name) ? name : "";
        }
    }

    /** Keeps own copies; refuses a turn that is none, or that does not lead back. */
    public NnunetPlans {
        medianSpacing = List.copyOf(medianSpacing);
        medianShape = List.copyOf(medianShape);
        transposeForward = List.copyOf(transposeForward);
        transposeBackward = List.copyOf(transposeBackward);
        configurations = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(configurations));
        foreground = List.copyOf(foreground);
        if (medianSpacing.size() != 3 || !medianSpacing.stream().allMatch(mm -> mm > 0)) {
            throw new IllegalArgumentException(
                    "original_median_spacing_after_transp is %s, three numbers of mm above 0".formatted(medianSpacing));
        }
        for (int axis = 0; axis < 3; axis++) {
            if (transposeForward.size() != 3
                    || transposeBackward.size() != 3
                    || transposeForward.indexOf(axis) != transposeBackward.get(axis)) {
                throw new IllegalArgumentException("transpose_backward %s does not lead back from transpose_forward %s"
                        .formatted(transposeBackward, transposeForward));
            }
        }
    }

    /**
     * The plans of a file {@code plans.json}.
     *
     * <p>Plans from before nnU-Net 2.3, which describe the network by other keys, are read as nnU-Net reads them.
     *
     * @throws PlanException if the file cannot be read or is no JSON, or a key is unknown, missing or of a kind that
     *     Klarsyn does not know, such as a network class; it names the key's path
     */
    public static NnunetPlans read(Path file) {
        return of(PlanText.json(file, "name the plans.json of a model that nnU-Net trained"), Where.file(file));
    }

    /** As {@link #read}, of JSON that was found somewhere else. */
    public static NnunetPlans of(Json json, Where origin) {
        NnunetPlans plans = NnunetPlansReader.read(json, origin);
        plans.configurations.keySet().forEach(plans::configuration);
        return plans;
    }

    /** nnU-Net's JSON, keys in its order. */
    public Json json() {
        return NnunetPlansWriter.write(this);
    }

    /**
     * One configuration in full, with what it inherits.
     *
     * @throws PlanException if there is none of that name, or it inherits from none, from itself, or something unknown
     */
    public NnunetConfiguration configuration(String name) {
        return NnunetPlansReader.configuration(resolved(name), Where.of("configuration " + name));
    }

    /** The configuration that nnU-Net recommends to begin with: in 3-D at full resolution, of pictures in 2-D. */
    public String firstConfiguration() {
        return List.of(NnunetPlanner.FULL, NnunetPlanner.FLAT).stream()
                .filter(configurations::containsKey)
                .findFirst()
                .orElseGet(() -> configurations.firstEntry().getKey());
    }

    /**
     * Klarsyn's plan for one configuration: what is in these plans, and what nnU-Net's trainer adds to them.
     *
     * <p>Computes in FP32 on the processor, takes all classes to be equally frequent, and gives no reasons.
     *
     * @param labels     structures to find, which are not in these plans
     * @param modalities what each channel is, as many as the plans have
     * @throws PlanException if there is no such configuration, or something in it that Klarsyn does not do
     */
    public SegmentationPlan plan(String configuration, Labels labels, List<String> modalities) {
        return NnunetPlan.of(this, configuration, labels, modalities);
    }

    private Json.Members resolved(String name) {
        SequencedSet<String> visited = new LinkedHashSet<>();
        List<Derived> changes = new ArrayList<>();
        String at = name;
        Entry entry = entry(at, plansName);
        while (entry instanceof Derived derived) {
            if (!visited.add(at) || visited.size() > MOST_ANCESTORS) {
                throw new PlanException(
                        "the configurations inherit from each other in a circle or without end: "
                                + String.join(", ", visited),
                        Where.of("configuration " + name),
                        "write one of them in full");
            }
            changes.add(derived);
            entry = entry(derived.inheritsFrom(), "configuration " + at);
            at = derived.inheritsFrom();
        }
        Json.Members full = NnunetPlansWriter.write((NnunetConfiguration) entry);
        SequencedMap<String, Json> keys = new LinkedHashMap<>(full.values());
        changes.reversed().forEach(derived -> keys.putAll(derived.keys()));
        keys.remove(Derived.INHERITS);
        return new Json.Members(keys);
    }

    private Entry entry(String name, String where) {
        Entry entry = configurations.get(name);
        if (entry == null) {
            throw new PlanException(
                    "there is no configuration " + name,
                    Where.of(where),
                    "one of " + String.join(", ", configurations.keySet()));
        }
        return entry;
    }
}
