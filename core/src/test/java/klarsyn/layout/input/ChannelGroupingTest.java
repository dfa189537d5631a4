package klarsyn.layout.input;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import klarsyn.data.Source;
import klarsyn.layout.name.ChannelNames;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Names of files of one folder, as images of a model's channels. */
class ChannelGroupingTest {

    private static final Path FOLDER = Path.of("folder");

    private static List<String> words(String text) {
        return Stream.of(text.split(" +", -1)).filter(word -> !word.isEmpty()).toList();
    }

    private static ChannelGrouping group(String channels, String files) {
        return ChannelGrouping.of(
                FOLDER,
                words(files).stream()
                        .map(name -> new ChannelGrouping.Item(name, new Source.ImageFile(Path.of(name))))
                        .toList(),
                new ChannelNames(words(channels)));
    }

    private static String described(ChannelGrouping.Group group) {
        return group.stem()
                + group.sources().stream()
                        .map(source -> source.file().toString())
                        .collect(Collectors.joining(",", "=", ""));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        MRI    | a b                             | a=a b=b
        MRI    | a_0000 b_0000                   | a=a_0000 b=b_0000
        MRI    | a_0000 a_0001 a_0002            | a_0000=a_0000 a_0001=a_0001 a_0002=a_0002
        MRI    | a_0001 b_0007                   | a_0001=a_0001 b_0007=b_0007
        T1 T2  | a_0000 a_0001                   | a=a_0000,a_0001
        T1 T2  | a_0001 b_0000 a_0000 b_0001     | a=a_0000,a_0001 b=b_0000,b_0001
        T1 T2  | a_T2 a_T1 b_T1 b_T2             | a=a_T1,a_T2 b=b_T1,b_T2
        T1 T2  | t2 t1                           | =t1,t2
        T1 T2  | whole                           | whole=whole
        T1 T2  | x_T1 y_T2                       | =x_T1,y_T2
        """)
    void files_are_joined_to_images(String channels, String files, String images) {
        ChannelGrouping grouping = group(channels, files);

        assertThat(grouping.failures()).isEmpty();
        assertThat(grouping.leftOut()).isEmpty();
        assertThat(grouping.groups())
                .extracting(ChannelGroupingTest::described)
                .containsExactlyElementsOf(words(images));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        T1 T2 FLAIR | a_0000 a_0001                   | _0000, _0001
        T1 T2       | a_0000 a_0001 a_0002 b_0000 b_0001 b_0002 | _0000, _0001, _0002
        MRI         | a_0000 a_0001 b_0000 b_0001     | _0000, _0001
        T1 T2       | a_T1 b_T1 b_T2                  | T1
        T1 T2 FLAIR | a_FLAIR a_T1                    | T1, FLAIR
        """)
    void an_image_that_lacks_channels_or_has_too_many_says_which_were_found(
            String channels, String files, String found) {
        assertThat(group(channels, files).failures())
                .isNotEmpty()
                .first()
                .satisfies(failure -> assertThat(failure)
                        .hasMessageContaining("channels found: %s;".formatted(found))
                        .hasMessageContaining(
                                "trained on %d".formatted(words(channels).size()))
                        .hasMessageContaining(FOLDER.resolve("a").toString()));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        T1 T2 | a_T1 a_T2 a_FLAIR a_notes | a_FLAIR a_notes
        T1    | a_T1 a_T2 b_T1            | a_T2
        """)
    void other_contrasts_beside_those_of_the_model_are_left_out(String channels, String files, String leftOut) {
        assertThat(group(channels, files).leftOut())
                .extracting(Path::toString)
                .containsExactlyElementsOf(words(leftOut));
    }
}
