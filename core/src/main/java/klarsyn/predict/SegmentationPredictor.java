package klarsyn.predict;

import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.DoubleConsumer;
import klarsyn.base.Count;
import klarsyn.base.DataException;
import klarsyn.base.ModelException;
import klarsyn.base.Where;
import klarsyn.data.label.Labels;
import klarsyn.image.Geometry;
import klarsyn.image.LabelMap;
import klarsyn.image.Volume;
import klarsyn.nn.Network;
import klarsyn.plan.SegmentationPlan;
import klarsyn.predict.export.Decision;
import klarsyn.predict.export.Export;
import klarsyn.predict.export.ProbabilityMaps;
import klarsyn.predict.window.Activation;
import klarsyn.predict.window.Passage;
import klarsyn.tensor.Engine;

/**
 * Segments images with one or more networks, on the images' own grids.
 *
 * <p>An image is reoriented, cropped, resized and normalized by the plan, and predicted in windows. Logits are
 * resampled to the image's grid before labels are decided, voxel by voxel: only a column as deep as a window, as wide
 * as memory allows, is kept. Networks and tiles are computed in the calling thread; a predictor is thread-safe.
 */
public final class SegmentationPredictor implements Predictor {

    private final List<Member> members;
    private final OptionalLong memory;
    private final int threads;

    private final Trials trials;
    private final DoubleConsumer progress;

    private SegmentationPredictor(
            List<Member> members, OptionalLong memory, int threads, Trials trials, DoubleConsumer progress) {
        this.members = List.copyOf(members);
        this.memory = memory;
        this.threads = threads;
        this.trials = trials;
        this.progress = progress;
    }

    private static SegmentationPredictor of(List<Member> members, OptionalLong memory, int threads) {
        return new SegmentationPredictor(members, memory, threads, new Trials(), share -> {});
    }

    /** A predictor that borrows the network's weights, which must stay open while it is used. */
    public static SegmentationPredictor of(SegmentationPlan plan, Network network) {
        return ofFolds(plan, List.of(network));
    }

    /**
     * Several networks with one plan, such as the folds of a cross-validation: their logits are averaged before
     * post-processing, as in nnU-Net.
     *
     * @param networks at least one; their weights must stay open
     */
    public static SegmentationPredictor ofFolds(SegmentationPlan plan, List<Network> networks) {
        if (networks.isEmpty()) {
            throw new IllegalArgumentException("a predictor needs at least one network");
        }
        return of(List.of(new Member(plan, networks)), OptionalLong.empty(), Engine.cores());
    }

    /**
     * Several models with the same labels, such as nnU-Net's 2-D and 3-D configurations: the probabilities on the
     * image's grid are averaged. Memory limit and threads are the first model's. If reorientation or crop differ, the
     * probabilities of all voxels are kept: a float per voxel and output.
     *
     * @throws ModelException if labels or channels differ
     */
    public static SegmentationPredictor ensemble(List<SegmentationPredictor> models) {
        List<Member> members =
                models.stream().flatMap(model -> model.members.stream()).toList();
        SegmentationPlan first = members.getFirst().plan();
        for (Member member : members) {
            requireSame("labels", first.task().labels(), member.plan().labels());
            requireSame("channels", first.modalities(), member.plan().modalities());
        }
        return of(members, models.getFirst().memory, models.getFirst().threads);
    }

    private static void requireSame(String what, Object first, Object other) {
        if (!first.equals(other)) {
            throw new ModelException(
                    "the models of an ensemble have different %s: %s and %s".formatted(what, first, other),
                    Where.of("ensemble"),
                    "combine models with the same " + what);
        }
    }

    /**
     * With a limit on the resident size of the process, in bytes: images that do not fit are rejected before
     * prediction.
     */
    @Override
    public SegmentationPredictor withMemory(long bytes) {
        return new SegmentationPredictor(members, OptionalLong.of(bytes), threads, trials, progress);
    }

    /**
     * With progress reports.
     *
     * @param listener receives a fraction from 0 to 1 after each batch of windows, in the predicting thread
     */
    @Override
    public SegmentationPredictor withProgress(DoubleConsumer listener) {
        return new SegmentationPredictor(members, memory, threads, trials, listener);
    }

    /** With a number of threads for selecting labels, which does not affect the result. */
    public SegmentationPredictor withThreads(int count) {
        return new SegmentationPredictor(members, memory, count, trials, progress);
    }

    /**
     * Number of images that can be predicted in parallel, each by a predictor {@link #sharedBy} as many lanes, within
     * its memory, or within {@link klarsyn.plan.Budget#DEFAULT_MEMORY} if it has no limit.
     *
     * @param images grids of images, of which the most expensive counts; at least one
     * @param most   at least 1
     * @return 0 if one image must be divided into smaller tiles than without a limit
     * @throws klarsyn.base.PlanException if the memory does not suffice for a single tile of one image
     */
    @Override
    public int parallelCases(List<Geometry> images, int most) {
        return new ParallelImages(members, trials, threads, memory).count(images, most);
    }

    /** The same for each of several lanes that share cores and memory, as counted by {@link #parallelCases}. */
    @Override
    public SegmentationPredictor sharedBy(int lanes) {
        return lanes == 0
                ? this
                : new SegmentationPredictor(
                        members, OptionalLong.empty(), Math.max(1, threads / lanes), trials, progress);
    }

    @Override
    public SegmentationPredictor withoutMirrorAxes() {
        return withMirrorAxes(List.of());
    }

    /**
     * With mirroring along these axes of the patch, 0 for depth to 2 for width: {@code 2^axes} times the cost.
     */
    public SegmentationPredictor withMirrorAxes(List<Integer> axes) {
        return of(members.stream().map(member -> member.withMirrorAxes(axes)).toList(), memory, threads)
                .withProgress(progress);
    }

    /** With mirroring as in the training of each model: {@code 2^axes} times the cost. */
    @Override
    public SegmentationPredictor withTrainedMirrorAxes() {
        return of(
                        members.stream()
                                .map(member -> member.withMirrorAxes(
                                        member.plan().augmentation().mirrorAxes()))
                                .toList(),
                        memory,
                        threads)
                .withProgress(progress);
    }

    /** Number of predictions per window: one per network and mirrored image. */
    @Override
    public int passes() {
        return members.stream().mapToInt(member -> member.function().passes()).sum();
    }

    private Labels labels() {
        return members.getFirst().plan().labels();
    }

    /**
     * Segments one image.
     *
     * @param channels in the order of the plan's modalities, on one grid
     * @return labels on exactly that grid
     * @throws DataException if the number of channels differs from the model's, or their grids differ
     * @throws klarsyn.base.PlanException if the memory does not suffice for a single tile
     */
    @Override
    public Segmented predict(List<Volume> channels) {
        requireChannels(channels);
        Geometry grid = channels.getFirst().geometry();
        ModelGroups modelGroups = ModelGroups.of(members, grid);
        MemoryLimit room = room(modelGroups, modelGroups.bytesPerVoxel());
        if (!modelGroups.hasOneGroup()) {
            return new Segmented(maps(channels, modelGroups, room).decided());
        }
        PassageGroup passages = PassageGroup.of(members, channels);
        Tiling tiling = cleared(room, passages);
        Decision decision = members.size() > 1 ? Decision.onProbabilities(labels()) : Decision.onLogits(labels());
        short[] labels = new short[grid.shape().voxels()];
        fill(passages, tiling, new Export.LabelSink(decision, labels, passages.placement()), progress);
        return new Segmented(new LabelMap(grid, labels));
    }

    /**
     * Probabilities of one image, all at once: one float per voxel and output.
     *
     * @param channels as of {@link #predict}
     * @return on exactly the image's grid: of background and each label, or of each region; cropped voxels are
     *     background
     * @throws klarsyn.base.PlanException if they do not fit into memory
     */
    public List<Volume> probabilities(List<Volume> channels) {
        requireChannels(channels);
        ModelGroups modelGroups = ModelGroups.of(members, channels.getFirst().geometry());
        MemoryLimit room = room(modelGroups, Math.multiplyExact(Float.BYTES, labels().classes()));
        return maps(channels, modelGroups, room).volumes();
    }

    private ProbabilityMaps maps(List<Volume> channels, ModelGroups modelGroups, MemoryLimit room) {
        ProbabilityMaps maps = new ProbabilityMaps(modelGroups.image(), labels());
        double done = 0;
        for (List<Member> group : modelGroups.groups()) {
            PassageGroup passages = PassageGroup.of(group, channels);
            Tiling tiling = cleared(room, passages);
            float share = (float) group.size() / members.size();
            Activation activation = group.size() > 1 ? Activation.NONE : Activation.of(labels());
            double before = done;
            fill(
                    passages,
                    tiling,
                    maps.adding(passages.placement(), share, activation),
                    part -> progress.accept(before + part * share));
            done += share;
        }
        return maps;
    }

    /** The tiles of prepared images; no other images are kept. */
    private Tiling cleared(MemoryLimit room, PassageGroup passages) {
        Tiling tiling = room.tiling(passages.routes(), threads);
        room.clearForDeciding(tiling);
        return tiling;
    }

    private void fill(PassageGroup passages, Tiling tiling, Export.Sink sink, DoubleConsumer listener) {
        AtomicLong windows = new AtomicLong();
        List<Passage> each = passages.each().stream()
                .map(passage -> passage.reporting(count -> listener.accept(
                        Math.min(1, windows.addAndGet(count) / (double) Math.max(1, tiling.windows())))))
                .toList();
        new Export(each, Activation.of(labels()), sink, threads).fill(tiling.tiles());
    }

    /**
     * Estimated cost of segmenting an image of this grid, without reading and writing. Predicts a window and tries the
     * kernels on a small image, which takes about a second and the time of two windows.
     *
     * @throws klarsyn.base.PlanException if the memory does not suffice
     */
    @Override
    public Forecast forecast(Geometry image) {
        ModelGroups modelGroups = ModelGroups.of(members, image);
        MemoryEstimate footprint =
                MemoryEstimate.of(members, image, modelGroups.bytesPerVoxel(), trials.windowBytes(members, image));
        List<Tiling> tilings = modelGroups.tilings(new MemoryLimit(footprint, memory), threads);
        long columns = tilings.stream().mapToLong(Tiling::bytes).max().orElseThrow();
        return new Forecast(
                trials.seconds(modelGroups, tilings, threads),
                footprint.peak(columns),
                tilings.stream().mapToLong(Tiling::windows).sum(),
                passes(),
                tilings.stream().mapToInt(Tiling::count).max().orElseThrow());
    }

    /** Rejects an image that does not fit before prediction, and releases memory for one that does. */
    private MemoryLimit room(ModelGroups modelGroups, int bytesPerVoxel) {
        long network = memory.isEmpty() ? 0 : trials.windowBytes(members, modelGroups.image());
        MemoryLimit room =
                new MemoryLimit(MemoryEstimate.of(members, modelGroups.image(), bytesPerVoxel, network), memory);
        modelGroups.tilings(room, threads);
        room.clearForPreparing();
        return room;
    }

    private void requireChannels(List<Volume> channels) {
        List<String> modalities = members.getFirst().plan().modalities();
        if (channels.size() != modalities.size()) {
            throw new DataException(
                    "the image has %s, but the model was trained on %d"
                            .formatted(Count.of(channels.size(), "channel"), modalities.size()),
                    Where.of("image"),
                    "provide one volume for each channel, in this order: " + String.join(", ", modalities));
        }
        for (Volume channel : channels) {
            channel.geometry().differenceFrom(channels.getFirst().geometry()).ifPresent(difference -> {
                throw new DataException(
                        "the channels have different grids, one of them against the first: " + difference,
                        Where.of("image"),
                        "resample them to the grid of the first");
            });
        }
    }
}
