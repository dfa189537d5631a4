package klarsyn.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import klarsyn.base.Seed;
import klarsyn.data.Case;
import klarsyn.data.Part;
import klarsyn.data.Source;
import klarsyn.data.Units;
import klarsyn.evaluate.ClassificationEvaluation;
import klarsyn.evaluate.ClassifiedCase;
import klarsyn.format.array.NumericArrays;
import klarsyn.format.file.NumericArray;
import klarsyn.report.RunReport.ClassificationResults;
import klarsyn.workflow.ShownCases.Shown;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ShownCasesTest {

    @TempDir
    private Path folder;

    @Test
    void mistakes_of_one_array_read_its_file_once() throws IOException {
        Path file = folder.resolve("pictures.npy");
        NumericArrays.write(NumericArray.of(new byte[] {1, 2, 3}, 3, 1, 1), file);
        Map<String, Shown> cases = IntStream.range(0, 3)
                .mapToObj(i -> new Case(
                        "case " + i,
                        "patient " + i,
                        List.of(new Source.ArrayItem(file, NumericArrays.UNNAMED, i)),
                        new Case.Target.Category("cat"),
                        Part.ANY))
                .collect(Collectors.toMap(Case::id, one -> new Shown(one, folder)));
        ClassificationEvaluation evaluation = new ClassificationEvaluation(
                IntStream.range(0, 3)
                        .mapToObj(
                                i -> new ClassifiedCase("case " + i, "patient " + i, 0, List.of(0.1 * i, 1 - 0.1 * i)))
                        .toList(),
                List.of("cat", "dog"),
                Seed.of(1));

        var mistakes =
                ((ClassificationResults) new ShownCases(cases::get).results(evaluation, Units.PIXELS)).mistakes();
        assertThat(mistakes.getFirst().get().caseId()).isEqualTo("case 0");
        Files.delete(file);

        assertThat(mistakes.stream()
                        .map(mistake -> mistake.get().channels().getFirst().voxels()[0]))
                .containsExactly(1f, 2f, 3f);
    }
}
