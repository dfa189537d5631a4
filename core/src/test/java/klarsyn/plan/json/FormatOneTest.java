package klarsyn.plan.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import klarsyn.base.PlanException;
import klarsyn.base.Where;
import klarsyn.image.region.KeepLargest;
import klarsyn.image.resample.ResizeRule;
import klarsyn.loss.DeepSupervision;
import klarsyn.nn.UNetStyle;
import klarsyn.plan.AugmentationPlan;
import klarsyn.plan.Origin;
import klarsyn.plan.Plan;
import klarsyn.plan.Preset;
import klarsyn.plan.SegmentationPlan;
import klarsyn.prepare.Frame;
import klarsyn.prepare.Normalization;
import klarsyn.prepare.Preprocessing;
import org.junit.jupiter.api.Test;

/** Models of the first version go on predicting as they did. */
class FormatOneTest {

    private static final Where FILE = Where.of("old plan");

    private static final String OLD = """
        {"format": 1, "cohort": "Old", "task": {"kind": "segmentation", "labels": ["hippocampus head",
        "hippocampus body"]}, "modalities": ["MRI"], "preprocessing": {"orientation": "RAS", "spacing":
        {"x": 1.0035048104995676, "y": 1.0114818513622412, "z": 1.5092612855625276}, "channels": [{"scheme":
        "Z_SCORE", "lower": 0, "upper": 0, "mean": 0, "deviation": 1}]}, "patch": {"depth": 32, "height":
        48, "width": 40}, "network": {"inChannels": 1, "classes": 3, "features": [16, 32, 64, 128],
        "kernels": [[3, 3, 3], [3, 3, 3], [3, 3, 3], [3, 3, 3]], "strides": [[1, 1, 1], [2, 2, 2], [2, 2,
        2], [2, 2, 2]], "convolutions": [2, 2, 2, 2], "supervised": 1}, "classFrequencies":
        [0.983217033926314, 0.00923735348982248, 0.00754561258386348], "compute": {"device": "CPU",
        "precision": "BF16", "layout": "CONTIGUOUS", "lanes": 2, "batch": 2}, "optimisation": {"optimizer":
        "MUON", "learningRate": 0.003, "muonLearningRate": 0.03, "weightDecay": 0.0001, "clipNorm": 1,
        "schedule": "COSINE", "warmUp": 0.05, "steps": 0}, "augmentation": {"mirrorAxes": [2], "rotation":
        0, "rotationDegrees": 0, "scaling": 0, "scalingRange": [1, 1], "noise": 0, "blur": 0, "brightness":
        0, "contrast": 0, "lowResolution": 0, "gamma": 0}, "inference": {"stepShare": 0.5, "mirrorAxes": [],
        "wholeImageVoxels": 245760}, "reasons": []}
        """;

    @Test
    void a_plan_of_format_1_keeps_its_meaning() {
        SegmentationPlan plan = (SegmentationPlan) PlanJson.read(OLD, FILE);

        assertThat(plan.format()).isEqualTo(Plan.FORMAT);
        assertThat(plan.origin()).isEqualTo(new Origin(Preset.KLARSYN, "3d", List.of()));
        Preprocessing preprocessing = plan.preprocessing();
        assertThat(preprocessing.frame()).isEqualTo(new Frame.Anatomical("RAS"));
        assertThat(preprocessing.crop()).isEqualTo(Preprocessing.Crop.NONE);
        assertThat(preprocessing.resizing().image().apart()).isEqualTo(ResizeRule.Apart.NEVER);
        assertThat(preprocessing.channels()).containsExactly(Normalization.zScore());
        assertThat(plan.network().style()).isEqualTo(UNetStyle.PLAIN);
        assertThat(plan.network().decoderBlocks()).containsExactly(2, 2, 2);
        assertThat(plan.loss()).isEqualTo(DeepSupervision.standard());
        assertThat(plan.augmentation()).isEqualTo(AugmentationPlan.mirroring(List.of(2)));
        assertThat(plan.postProcessing()).isEqualTo(KeepLargest.NOTHING);
        assertThat(PlanJson.read(PlanJson.write(plan), FILE)).isEqualTo(plan);
    }

    @Test
    void errors_in_it_are_still_rejected_by_name() {
        assertThatThrownBy(() -> PlanJson.read(OLD.replace("\"RAS\"", "\"RAX\""), FILE))
                .isInstanceOf(PlanException.class)
                .hasMessageContaining("RAX");
        assertThatThrownBy(() -> PlanJson.read(OLD.replace("classFrequencies", "classFrequency"), FILE))
                .isInstanceOf(PlanException.class)
                .hasMessageContaining("classFrequency");
    }
}
