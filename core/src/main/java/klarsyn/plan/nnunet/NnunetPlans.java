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
import klarsyn.data.label.Labels;
import klarsyn.plan.SegmentationPlan;
import klarsyn.plan.json.PlanText;

/**
 * The content of {@code plans.json} of nnU-Net v2, key by key.
 *
 * <p>Axes are those of the array as read: depth, height, width (z, y, x); "transposed" means after
 * {@code transposeForward}. {@link #json()} writes the keys in nnU-Net's order, so a file of its planner is reproduced.
 *
 * @param datasetName       such as {@code Dataset004_Hippocampus}
 * @param plansName         such as {@code nnUNetPlans}
 * @param medianSpacing     median over the cases in mm, transposed
 * @param medianShape       median over the cases in voxels, transposed
 * @param imageReaderWriter nnU-Net class for images, such as {@code SimpleITKIO}
 * @param transposeForward  new order of the axes
 * @param transposeBackward its inverse
 * @param configurations    by name: {@code 2d}, {@code 3d_lowres}, {@code 3d_fullres}, {@code 3d_cascade_fullres} and
 *                          custom ones
 * @param planner           nnU-Net class of the planner; may be unknown
 * @param labelManager      nnU-Net class for labels
 * @param foreground        intensities of the foreground of all cases, per channel
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

    /** The reader that reorients images to RAS. */
    public static final String TURNING_READER = "NibabelIOWithReorient";

    private static final int MAX_ANCESTORS = 64;

    /** A configuration as written: in full, or as changes of another one. */
    public sealed interface Entry permits NnunetConfiguration, Derived {}

    /**
     * Changes of another configuration, as in the file.
     *
     * @param keys including {@code inherits_from}; the others replace those of the named configuration
     */
    public record Derived(SequencedMap<String, Json> keys) implements Entry {

        /** The key with the name of the parent configuration. */
        static final String INHERITS = "inherits_from";

        /** Copies the keys; rejects a missing parent. */
        public Derived {
            keys = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(keys));
            if (!(keys.get(INHERITS) instanceof Json.Text)) {
                throw new IllegalArgumentException(INHERITS + " must name a configuration");
            }
        }

        /** Name of the parent configuration. */
        public String inheritsFrom() {
            return keys.get(INHERITS) instanceof Json.Text(String name) ? name : "";
        }
    }

    /** Copies the lists; rejects invalid transpositions and those that are not inverse. */
    public NnunetPlans {
        medianSpacing = List.copyOf(medianSpacing);
        medianShape = List.copyOf(medianShape);
        transposeForward = List.copyOf(transposeForward);
        transposeBackward = List.copyOf(transposeBackward);
        configurations = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(configurations));
        foreground = List.copyOf(foreground);
        if (medianSpacing.size() != 3 || !medianSpacing.stream().allMatch(mm -> mm > 0)) {
            throw new IllegalArgumentException(
                    "original_median_spacing_after_transp is %s, must be three numbers in mm above 0"
                            .formatted(medianSpacing));
        }
        for (int axis = 0; axis < 3; axis++) {
            if (transposeForward.size() != 3
                    || transposeBackward.size() != 3
                    || transposeForward.indexOf(axis) != transposeBackward.get(axis)) {
                throw new IllegalArgumentException("transpose_backward %s is not the inverse of transpose_forward %s"
                        .formatted(transposeBackward, transposeForward));
            }
        }
    }

    /**
     * Reads a file {@code plans.json}.
     *
     * <p>Plans older than nnU-Net 2.3, with other keys for the network, are read as in nnU-Net.
     *
     * @throws PlanException if the file cannot be read or is not JSON, or a key is unknown, missing or not supported,
     *     such as a network class; the message contains the key's path
     */
    public static NnunetPlans read(Path file) {
        return of(PlanText.json(file, "use the plans.json of a model trained by nnU-Net"), Where.file(file));
    }

    /** As {@link #read}, for JSON from another source. */
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
     * One full configuration, including inherited keys.
     *
     * @throws PlanException if it does not exist, or inherits from itself or an unknown configuration
     */
    public NnunetConfiguration configuration(String name) {
        return NnunetPlansReader.configuration(resolved(name), Where.of("configuration " + name));
    }

    /** nnU-Net's recommended configuration: full resolution in 3-D, 2-D for pictures. */
    public String firstConfiguration() {
        return List.of(NnunetPlanner.FULL, NnunetPlanner.FLAT).stream()
                .filter(configurations::containsKey)
                .findFirst()
                .orElseGet(() -> configurations.firstEntry().getKey());
    }

    /**
     * Klarsyn's plan for one configuration: these plans, and the settings of nnU-Net's trainer.
     *
     * <p>Computes in FP32 on the CPU, assumes equally frequent classes, and has no reasons.
     *
     * @param labels     structures to find, which these plans do not contain
     * @param modalities name of each channel, as many as the plans have
     * @throws PlanException if the configuration does not exist, or is not supported
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
            if (!visited.add(at) || visited.size() > MAX_ANCESTORS) {
                throw new PlanException(
                        "cyclic or too deep inheritance of configurations: " + String.join(", ", visited),
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
                    "unknown configuration " + name,
                    Where.of(where),
                    "one of " + String.join(", ", configurations.keySet()));
        }
        return entry;
    }
}
