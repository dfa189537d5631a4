package klarsyn.predict;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleConsumer;
import klarsyn.base.ModelException;
import klarsyn.base.Where;
import klarsyn.image.Geometry;
import klarsyn.image.Volume;
import klarsyn.nn.Network;
import klarsyn.nn.layer.Pass;
import klarsyn.plan.ClassificationPlan;
import klarsyn.plan.Compute;
import klarsyn.plan.PictureAugmentation.Mirror;
import klarsyn.prepare.PictureInput;
import klarsyn.tensor.Autograd;
import klarsyn.tensor.Scope;
import klarsyn.tensor.Tensor;

/**
 * Classifies pictures with one model, or with several whose probabilities are averaged.
 *
 * <p>Pictures are small: the memory limit does not matter, and {@link #predictAll} predicts several at once.
 */
public final class ClassPredictor implements Predictor {

    private static final int MIRROR_AXIS = 4;

    private final List<Member> members;
    private final boolean mirrors;
    private final DoubleConsumer progress;

    private ClassPredictor(List<Member> members, boolean mirrors, DoubleConsumer progress) {
        this.members = List.copyOf(members);
        this.mirrors = mirrors;
        this.progress = progress;
    }

    /** A network and its plan: folds differ in the statistics of their inputs. */
    private record Member(ClassificationPlan plan, Network network) {

        boolean wasMirrored() {
            return plan.augmentation().mirror() == Mirror.LEFT_RIGHT;
        }
    }

    /** A predictor that borrows the network's weights. */
    public static ClassPredictor of(ClassificationPlan plan, Network network) {
        return new ClassPredictor(List.of(new Member(plan, network)), false, share -> {});
    }

    /**
     * An ensemble of models with the same classes, whose probabilities are averaged.
     *
     * @param models at least one
     * @throws ModelException if their classes or channels differ
     */
    public static ClassPredictor ensemble(List<ClassPredictor> models) {
        List<Member> members =
                models.stream().flatMap(model -> model.members.stream()).toList();
        ClassificationPlan first = members.getFirst().plan();
        for (Member member : members) {
            if (!member.plan().task().equals(first.task())
                    || !member.plan().modalities().equals(first.modalities())) {
                throw new ModelException(
                        "the models of an ensemble have different classes or channels",
                        Where.of("ensemble"),
                        "combine models with the same classes and channels");
            }
        }
        return new ClassPredictor(members, false, share -> {});
    }

    private List<String> classes() {
        return members.getFirst().plan().classes();
    }

    @Override
    public Classified predict(List<Volume> channels) {
        Classified prediction = predictAll(List.of(channels)).getFirst();
        progress.accept(1);
        return prediction;
    }

    /**
     * Classifies several pictures at once.
     *
     * @param pictures the channels of each, at least one picture
     * @throws ModelException if a network returns NaN
     */
    public List<Classified> predictAll(List<List<Volume>> pictures) {
        float[] sums = new float[pictures.size() * classes().size()];
        Map<PictureInput, float[]> inputs = new HashMap<>();
        for (Member member : members) {
            float[] input = inputs.computeIfAbsent(member.plan().input(), as -> together(as, pictures));
            add(member, input, sums);
        }
        return classified(sums, pictures.size());
    }

    private static float[] together(PictureInput input, List<List<Volume>> pictures) {
        float[] all = new float[Math.multiplyExact(pictures.size(), input.size())];
        for (int i = 0; i < pictures.size(); i++) {
            System.arraycopy(input.apply(pictures.get(i)), 0, all, i * input.size(), input.size());
        }
        return all;
    }

    private void add(Member member, float[] pictures, float[] sums) {
        PictureInput input = member.plan().input();
        Compute compute = member.plan().compute().available();
        try (Autograd _ = Autograd.off();
                Scope _ = Scope.open("classify")) {
            Tensor batch = Tensor.of(
                            pictures,
                            pictures.length / input.size(),
                            input.channels(),
                            1,
                            input.height(),
                            input.width())
                    .to(compute.device())
                    .to(compute.precision())
                    .to(compute.layout());
            add(member.network().forward(batch, Pass.EVALUATE), sums);
            if (mirrors && member.wasMirrored()) {
                add(member.network().forward(batch.flip(MIRROR_AXIS), Pass.EVALUATE), sums);
            }
        }
    }

    private static void add(Tensor logits, float[] sums) {
        float[] probabilities = logits.softmax(1).toFloatArray();
        for (int i = 0; i < sums.length; i++) {
            sums[i] += probabilities[i];
        }
    }

    private List<Classified> classified(float[] sums, int pictures) {
        int classes = classes().size();
        for (float sum : sums) {
            if (!Float.isFinite(sum)) {
                throw new ModelException(
                        "the network returns NaN probabilities",
                        Where.of("model"),
                        "train again with a lower learning rate in the plan");
            }
        }
        List<Classified> predictions = new ArrayList<>();
        for (int i = 0; i < pictures; i++) {
            List<Double> probabilities = new ArrayList<>();
            for (int k = 0; k < classes; k++) {
                probabilities.add((double) sums[i * classes + k] / passes());
            }
            predictions.add(new Classified(classes(), probabilities));
        }
        return predictions;
    }

    @Override
    public ClassPredictor withMemory(long bytes) {
        return this;
    }

    @Override
    public ClassPredictor withProgress(DoubleConsumer listener) {
        return new ClassPredictor(members, mirrors, listener);
    }

    @Override
    public ClassPredictor withTrainedMirrorAxes() {
        return new ClassPredictor(members, true, progress);
    }

    @Override
    public ClassPredictor withoutMirrorAxes() {
        return new ClassPredictor(members, false, progress);
    }

    @Override
    public int passes() {
        int mirrored =
                mirrors ? (int) members.stream().filter(Member::wasMirrored).count() : 0;
        return members.size() + mirrored;
    }

    /** A picture takes a few milliseconds, so no forecast is needed. */
    @Override
    public Forecast forecast(Geometry image) {
        return new Forecast(0, 0, 1, passes(), 1);
    }

    @Override
    public int parallelCases(List<Geometry> images, int most) {
        return most;
    }

    @Override
    public ClassPredictor sharedBy(int lanes) {
        return this;
    }
}
