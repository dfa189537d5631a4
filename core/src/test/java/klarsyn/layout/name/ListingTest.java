package klarsyn.layout.name;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import klarsyn.base.DataException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ListingTest {

    @TempDir
    private Path folder;

    private void files(String... names) throws IOException {
        for (String name : names) {
            Path file = folder.resolve(name);
            Files.createDirectories(file.getParent());
            Files.createFile(file);
        }
    }

    @Test
    void files_are_listed_in_the_order_of_their_names_whatever_folder_they_lie_in() throws IOException {
        files("b/2.nii", "a/1.nii", "c.nii", "a/sub/0.nii");

        assertThat(Listing.of(folder).files())
                .extracting(Path::toString)
                .containsExactly("a/1.nii", "a/sub/0.nii", "b/2.nii", "c.nii");
    }

    @Test
    void hidden_files_and_folders_are_left_out_but_a_hidden_root_is_not() throws IOException {
        files(".hidden/set/a.nii", ".hidden/set/.DS_Store", ".hidden/set/.git/config");

        assertThat(Listing.of(folder).files()).isEmpty();
        assertThat(Listing.of(folder.resolve(".hidden")).files())
                .extracting(Path::toString)
                .containsExactly("set/a.nii");
    }

    /** A link to nothing is listed too: data that were not fetched are missing, and must not be left out in silence. */
    @Test
    void links_are_followed_and_one_to_nothing_is_a_file_that_cannot_be_read() throws IOException {
        files("disk/a.nii", "set/b.nii");
        Files.createSymbolicLink(folder.resolve("set/linked"), folder.resolve("disk"));
        Files.createSymbolicLink(folder.resolve("set/missing.nii"), folder.resolve("gone.nii"));

        assertThat(Listing.of(folder.resolve("set")).files())
                .extracting(Path::toString)
                .containsExactly("b.nii", "linked/a.nii", "missing.nii");
    }

    @Test
    void folders_and_files_at_the_top_are_reported_apart() throws IOException {
        files("x/y/1.nii", "z/2.nii", "3.nii");
        Files.createDirectory(folder.resolve("empty"));
        Listing listing = Listing.of(folder);

        assertThat(listing.folders()).containsExactly("x", "z");
        assertThat(listing.top()).containsExactly(Path.of("3.nii"));
        assertThat(listing.has("x/y/1.nii")).isTrue();
        assertThat(listing.has("1.nii")).isFalse();
    }

    @Test
    void a_folder_within_is_a_listing_of_its_own() throws IOException {
        files("x/y/1.nii", "x/2.nii", "xx/3.nii");
        Listing inner = Listing.of(folder).in("x");

        assertThat(inner.root()).isEqualTo(folder.resolve("x"));
        assertThat(inner.files()).extracting(Path::toString).containsExactly("2.nii", "y/1.nii");
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
        # header,   file,          whether it only contains the voxels of the header
        a.hdr,      a.img,         true
        a.hdr.gz,   a.img.gz,      true
        b.hdr,      a.img,         false
        a.hdr,      a.nii,         false
        a.hdr,      sub/a.img,     false
        """)
    void the_second_file_of_a_pair_is_known_by_the_header_beside_it(String header, String file, boolean second) {
        Listing listing = new Listing(folder, List.of(Path.of(header), Path.of(file)));

        assertThat(listing.isSecondOfPair(Path.of(file))).isEqualTo(second);
    }

    @Test
    void a_folder_that_is_not_there_is_rejected_with_its_name() {
        assertThatThrownBy(() -> Listing.of(folder.resolve("gone")))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("gone");
    }
}
