package klarsyn.loss;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.IntStream;
import klarsyn.base.Json;
import klarsyn.base.Outcome;
import klarsyn.base.Recorded;
import klarsyn.loss.Loss.Background;
import klarsyn.loss.Loss.Over;
import klarsyn.loss.MonaiLossCase.Settings;
import klarsyn.tensor.Scope;
import klarsyn.tensor.Tensor;

/** Translates MONAI's losses: conversion, evaluation and reduction. */
final class MonaiLosses {

    private static final String NOT_WRITTEN = "two activations at once, or an unknown reduction, are impossible";
    private static final String SOFT = "an overlap of soft labels by their difference";
    private static final String MASKED =
            "MONAI's mask makes logits and labels 0, so voxels outside count as undecided background";
    private static final String DROPPED = "without background, MONAI takes the softmax of the other channels only";
    private static final String FRACTION = "a coarser grid that is not an integer fraction of the target's";
    private static final String MIXED = "MONAI applies each sample's weights to the errors of all samples";
    private static final String RISING = "an exponent above 1, where the loss decreases as the error increases";

    private MonaiLosses() {}

    /** Compares one case, without leaking native memory. */
    static Outcome check(MonaiLossCase each) {
        try (Scope _ = Scope.open("case")) {
            if (each.isRejected()) {
                return rejected(each);
            }
            if (each.settings().flag("soft_label") && !each.settings().flag("squared_pred") && isSoft(each)) {
                return Outcome.notClaimed(SOFT);
            }
            return switch (each.type()) {
                case "DiceLoss", "MaskedDiceLoss" -> overlaps(each);
                case "FocalLoss" -> focal(each);
                case "GeneralizedWassersteinDiceLoss" -> wasserstein(each);
                case "AsymmetricUnifiedFocalLoss", "AsymmetricFocalLoss", "AsymmetricFocalTverskyLoss" -> unified(each);
                case "DeepSupervisionLoss" -> supervised(each);
                case "NACLLoss" -> Outcome.notClaimed("calibration by neighbors is not supported");
                case "soft_erode", "soft_dilate", "soft_open", "soft_skel" -> lines(each);
                case "SoftclDiceLoss", "SoftDiceclDiceLoss" -> centerlines(each);
                default -> plain(each);
            };
        }
    }

    private static boolean isSoft(MonaiLossCase each) {
        for (float part : MonaiLossCase.values(each.input("target"))) {
            if (part != Math.rint(part)) {
                return true;
            }
        }
        return false;
    }

    private static Outcome rejected(MonaiLossCase each) {
        Settings settings = each.settings();
        if (each.isRejectedWhenMade() && !settings.get("lambda_dice").isThere()) {
            return each.type().equals("DiceCELoss")
                    ? Outcome.differs("unreduced, a combination is the sum of the maps of its parts")
                    : Outcome.notClaimed(NOT_WRITTEN);
        }
        if (each.type().equals("DeepSupervisionLoss") && each.name().contains("reduction")) {
            return Outcome.notClaimed(NOT_WRITTEN);
        }
        assertThatThrownBy(() -> {
                    if (each.isRejectedWhenMade()) {
                        new Loss.Term(settings.number("lambda_dice", 0), Loss.standard());
                    }
                    check(new MonaiLossCase(accepted(each.node())));
                })
                .isInstanceOf(IllegalArgumentException.class);
        return Outcome.PASSED;
    }

    /** The case with default arguments. */
    private static Recorded accepted(Recorded node) {
        var members = new LinkedHashMap<>(((Json.Members) node.json()).values());
        members.remove("expected_error");
        return new Recorded(new Json.Members(members));
    }

    // ---- arguments

    static Scores scores(Settings settings, Tensor input) {
        if (settings.flag("sigmoid")) {
            return Scores.sigmoid(input);
        }
        return switch (settings.text("other_act")) {
            case "tanh" ->
                Scores.probabilities(input.multiply(2).sigmoid().multiply(2).add(-1));
            case "log_softmax_dim1" -> Scores.probabilities(input.logSoftmax(1));
            default ->
                settings.flag("softmax") && input.size(1) > 1 ? Scores.softmax(input) : Scores.probabilities(input);
        };
    }

    static LossTarget target(Settings settings, Tensor input, Tensor target) {
        return settings.flag("to_onehot_y") && input.size(1) > 1
                ? LossTarget.ofClasses(target)
                : LossTarget.ofShares(target);
    }

    private static int counted(Settings settings, Tensor input) {
        int channels = (int) input.size(1);
        return settings.background() == Background.EXCLUDED && channels > 1 ? channels - 1 : channels;
    }

    // ---- losses

    private static Outcome plain(MonaiLossCase each) {
        Tensor leaf = each.tensor("input").asParameter();
        each.compare(value(each.type(), each.settings(), leaf, each.tensor("target")), leaf);
        return Outcome.PASSED;
    }

    /** A MONAI loss class, also as part of another. */
    private static Tensor value(String type, Settings settings, Tensor input, Tensor labels) {
        Scores scores = scores(settings, input);
        LossTarget target = target(settings, input, labels);
        Reduction reduction = settings.reduction();
        return switch (type) {
            case "DiceLoss" -> dice(settings, input).of(scores, target, reduction);
            case "GeneralizedDiceLoss" -> generalized(settings).of(scores, target, reduction);
            case "TverskyLoss" -> tversky(settings).of(scores, target, reduction);
            case "HausdorffDTLoss", "LogHausdorffDTLoss" ->
                new Loss.Hausdorff(
                                settings.flag("include_background") ? Background.INCLUDED : Background.EXCLUDED,
                                settings.over(),
                                settings.number("alpha", 2),
                                type.startsWith("Log") ? Loss.Scale.LOGARITHM : Loss.Scale.PLAIN)
                        .of(scores, target, reduction);
            case "DiceCELoss" ->
                dice(settings, input)
                        .of(scores, target, reduction)
                        .multiply(settings.number("lambda_dice", 1))
                        .add(entropy(settings, input, labels).multiply(settings.number("lambda_ce", 1)));
            case "DiceFocalLoss" ->
                dice(settings, input)
                        .of(scores, target, reduction)
                        .multiply(settings.number("lambda_dice", 1))
                        .add(focal(settings, counted(settings, input))
                                .of(Scores.sigmoid(input), target, reduction)
                                .multiply(settings.number("lambda_focal", 1)));
            case "GeneralizedDiceFocalLoss" ->
                generalized(settings)
                        .of(scores, target, reduction)
                        .multiply(settings.number("lambda_gdl", 1))
                        .add(focal(settings, counted(settings, input))
                                .of(Scores.sigmoid(input), target, reduction)
                                .multiply(settings.number("lambda_focal", 1)));
            default -> throw new IllegalArgumentException(type);
        };
    }

    private static Loss dice(Settings settings, Tensor input) {
        int counted = counted(settings, input);
        List<Double> weights = settings.weights(counted, counted == 1);
        return new Loss.Dice(
                settings.background(),
                settings.over(),
                settings.flag("squared_pred") ? Loss.Power.SQUARED : Loss.Power.PLAIN,
                settings.flag("jaccard") ? Loss.Ratio.JACCARD : Loss.Ratio.DICE,
                settings.number("smooth_nr", 1e-5),
                settings.number("smooth_dr", 1e-5),
                weights.size() > counted ? weights.subList(1, weights.size()) : weights);
    }

    private static Loss generalized(Settings settings) {
        return new Loss.GeneralisedDice(
                settings.background(),
                settings.over(),
                switch (settings.text("w_type")) {
                    case "simple" -> Loss.VolumeWeight.INVERSE;
                    case "uniform" -> Loss.VolumeWeight.UNIFORM;
                    default -> Loss.VolumeWeight.INVERSE_SQUARE;
                },
                settings.number("smooth_nr", 1e-5),
                settings.number("smooth_dr", 1e-5));
    }

    private static Loss tversky(Settings settings) {
        return new Loss.Tversky(
                settings.background(),
                settings.over(),
                settings.number("alpha", 0.5),
                settings.number("beta", 0.5),
                1,
                settings.number("smooth_nr", 1e-5),
                settings.number("smooth_dr", 1e-5),
                List.of());
    }

    /**
     * Errors of every sample with the weights of each sample, as in MONAI; a single sample is the same as in Klarsyn.
     */
    private static Outcome wasserstein(MonaiLossCase each) {
        Settings settings = each.settings();
        boolean isInverse = settings.text("weighting_mode").equals("GDL");
        Recorded matrix = settings.get("dist_matrix");
        int classes = (int) MonaiLossCase.shape(matrix)[0];
        Tensor distances = Tensor.of(MonaiLossCase.values(matrix), classes, classes);
        Tensor leaf = each.tensor("input").asParameter();
        Tensor labels = each.tensor("target");
        Tensor errors = distances
                .matmul(leaf.softmax(1).reshape(leaf.size(0), classes, -1))
                .reshape(leaf.shape())
                .atLabel(labels);
        List<Tensor> losses = new ArrayList<>();
        for (int sample = 0; sample < leaf.size(0); sample++) {
            Tensor own = labels.narrow(0, sample, 1);
            Tensor perClass = isInverse
                    ? own.countLabels(classes).add(1).power(-1)
                    : Tensor.of(new float[] {0, 1, 1}, 1, classes);
            Tensor weights = perClass.reshape(classes).at(own);
            Tensor hits = errors.multiply(-1).add(1).multiply(weights).sum().multiply(2);
            Tensor all = isInverse
                    ? errors.multiply(-1).add(2).multiply(weights).sum()
                    : errors.narrow(0, sample, 1).sum().add(hits);
            losses.add(hits.add(1e-5).divide(all.add(1e-5)).multiply(-1).add(1).reshape(1));
        }
        Tensor both = Tensor.concatenate(0, losses);
        each.compare(settings.reduction() == Reduction.SUM ? both.sum() : both.mean(), leaf);
        return Outcome.differs(MIXED);
    }

    private static Tensor entropy(Settings settings, Tensor input, Tensor labels) {
        int channels = (int) input.size(1);
        double smoothing = settings.number("label_smoothing", 0);
        if (channels == 1) {
            Recorded weight = settings.get("weight").get("data");
            double positive = weight.isThere() ? weight.elements().getFirst().number() : 1;
            return new Loss.Focal(Background.INCLUDED, 0, positive, 1, List.of())
                    .of(Scores.sigmoid(input), LossTarget.ofRegions(labels), settings.reduction());
        }
        return new Loss.CrossEntropy(settings.weights(channels, false), smoothing, Loss.RegionMean.MEAN)
                .of(
                        Scores.softmax(input),
                        labels.size(1) == 1 ? LossTarget.ofClasses(labels) : LossTarget.ofShares(labels),
                        settings.reduction());
    }

    private static Loss focal(Settings settings, int counted) {
        double alpha = settings.number("alpha", Double.NaN);
        boolean isPlain = Double.isNaN(alpha);
        return new Loss.Focal(
                settings.background(),
                settings.number("gamma", 2),
                isPlain ? 1 : alpha,
                isPlain ? 1 : 1 - alpha,
                settings.weights(counted, counted == 1));
    }

    private static Outcome focal(MonaiLossCase each) {
        Settings settings = each.settings();
        Tensor leaf = each.tensor("input").asParameter();
        LossTarget target = target(settings, leaf, each.tensor("target"));
        Loss focal = focal(settings, counted(settings, leaf));
        if (!settings.flag("use_softmax")) {
            each.compare(focal.of(Scores.sigmoid(leaf), target, settings.reduction()), leaf);
            return Outcome.PASSED;
        }
        if (settings.background() == Background.INCLUDED) {
            each.compare(focal.of(Scores.softmax(leaf), target, settings.reduction()), leaf);
            return Outcome.PASSED;
        }
        Tensor others = leaf.narrow(1, 1, leaf.size(1) - 1);
        LossTarget shares =
                LossTarget.ofShares(dense(settings, leaf, each.tensor("target")).narrow(1, 1, others.size(1)));
        Loss rest = new Loss.Focal(Background.INCLUDED, settings.number("gamma", 2), 1, 1, List.of());
        each.compare(rest.of(Scores.softmax(others), shares, settings.reduction()), leaf);
        return Outcome.differs(DROPPED);
    }

    private static Tensor dense(Settings settings, Tensor input, Tensor target) {
        return settings.flag("to_onehot_y") && input.size(1) > 1 ? target.oneHot((int) input.size(1)) : target;
    }

    private static Outcome overlaps(MonaiLossCase each) {
        Settings settings = each.settings();
        Tensor leaf = each.tensor("input").asParameter();
        Tensor labels = each.tensor("target");
        if (!each.input("mask").isThere()) {
            each.compare(value("DiceLoss", settings, leaf, labels), leaf);
            return Outcome.PASSED;
        }
        Tensor mask = each.tensor("mask");
        LossTarget counted = target(settings, leaf, labels).counting(mask);
        boolean isRead = settings.flag("sigmoid") || settings.flag("softmax");
        Scores scores = scores(settings, isRead ? leaf.multiply(mask) : leaf);
        LossTarget target = isRead ? target(settings, leaf, labels.multiply(mask)) : counted;
        each.compare(dice(settings, leaf).of(scores, target, settings.reduction()), leaf);
        return isRead ? Outcome.differs(MASKED) : Outcome.PASSED;
    }

    private static Outcome unified(MonaiLossCase each) {
        Settings settings = each.settings();
        boolean isFocal = each.type().equals("AsymmetricFocalLoss");
        boolean isRatio = each.type().equals("AsymmetricFocalTverskyLoss");
        double gamma = settings.number("gamma", isFocal ? 2 : isRatio ? 0.75 : 0.5);
        if (isRatio && gamma > 1) {
            return Outcome.notClaimed(RISING);
        }
        Tensor leaf = each.tensor("y_pred").asParameter();
        Tensor truth = each.tensor("y_true");
        boolean isForeground = leaf.size(1) == 1;
        Tensor both =
                isForeground ? Tensor.concatenate(1, List.of(leaf.multiply(-1).add(1), leaf)) : leaf;
        Loss loss = new Loss.UnifiedFocal(
                isFocal ? 1 : isRatio ? 0 : settings.number("weight", 0.5), settings.number("delta", 0.7), gamma);
        each.compare(
                loss.of(
                        Scores.probabilities(both),
                        isForeground ? LossTarget.ofClasses(truth) : LossTarget.ofShares(truth),
                        settings.reduction()),
                leaf);
        return Outcome.PASSED;
    }

    private static Outcome centerlines(MonaiLossCase each) {
        Settings settings = each.settings();
        Tensor leaf = each.tensor("y_pred").asParameter();
        double smooth = settings.number("smooth", 1);
        Loss lines = new Loss.ClDice((int) settings.number("iter_", 3), smooth);
        double alpha = settings.number("alpha", 0.5);
        Loss dice = new Loss.Dice(
                Background.EXCLUDED, Over.EVERYTHING, Loss.Power.PLAIN, Loss.Ratio.DICE, smooth, smooth, List.of());
        Loss loss = each.type().equals("SoftclDiceLoss")
                ? lines
                : new Loss.Combined(List.of(new Loss.Term(1 - alpha, dice), new Loss.Term(alpha, lines)));
        each.compare(
                loss.of(Scores.probabilities(leaf), LossTarget.ofShares(each.tensor("y_true")), Reduction.MEAN), leaf);
        return Outcome.PASSED;
    }

    private static Outcome lines(MonaiLossCase each) {
        Tensor image = each.tensor("img");
        Tensor result = switch (each.type()) {
            case "soft_erode" -> Centerlines.eroded(image);
            case "soft_dilate" -> Centerlines.dilated(image);
            case "soft_open" -> Centerlines.opened(image);
            default -> Centerlines.skeleton(image, (int) each.settings().number("iter_", 3));
        };
        each.compare(result, image);
        return Outcome.PASSED;
    }

    // ---- several resolutions

    private static Outcome supervised(MonaiLossCase each) {
        Settings settings = each.settings();
        String type = settings.get("loss").get("class").text();
        Settings own = new Settings(settings.get("loss").get("kwargs"));
        if (!each.input("input").isList()) {
            Tensor leaf = each.tensor("input").asParameter();
            each.compare(value(type, own, leaf, each.tensor("target")), leaf);
            return Outcome.PASSED;
        }
        List<Tensor> logits = each.input("input").elements().stream()
                .map(MonaiLossCase::tensor)
                .toList();
        if (logits.stream().anyMatch(level -> !isWholeFraction(level, each.tensor("target")))) {
            return Outcome.notClaimed(FRACTION);
        }
        List<Double> weights = weights(settings, logits.size());
        LossTarget whole = LossTarget.ofRegions(each.tensor("target"));
        Tensor sum = Tensor.zeros(1).sum();
        for (int level = 0; level < logits.size(); level++) {
            Tensor labels = whole.thinnedTo(logits.get(level)).truth().values();
            sum = sum.add(value(type, own, logits.get(level), labels).multiply(weights.get(level)));
        }
        each.compare(sum, sum);
        return Outcome.PASSED;
    }

    private static boolean isWholeFraction(Tensor logits, Tensor target) {
        return IntStream.rangeClosed(2, 4).allMatch(axis -> target.size(axis) % logits.size(axis) == 0);
    }

    /** MONAI's weights do not sum to one; Klarsyn's times their sum are equal. */
    private static List<Double> weights(Settings settings, int levels) {
        List<Double> explicit = settings.get("weights").isThere()
                ? settings.get("weights").elements().stream()
                        .map(Recorded::number)
                        .toList()
                : List.of();
        if (explicit.size() >= levels) {
            return explicit;
        }
        DeepSupervision.Levels mode = switch (settings.text("weight_mode")) {
            case "same" -> DeepSupervision.Levels.EQUAL;
            case "two" -> DeepSupervision.Levels.FINEST_TWICE;
            default -> DeepSupervision.Levels.HALVING;
        };
        List<Double> ours = mode.weights(levels);
        return ours.stream().map(weight -> weight / ours.getFirst()).toList();
    }
}
