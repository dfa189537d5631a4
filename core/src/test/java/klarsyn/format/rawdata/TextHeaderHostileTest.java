package klarsyn.format.rawdata;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.random.RandomGenerator;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;
import klarsyn.base.DataException;
import klarsyn.base.Seed;
import klarsyn.format.Images;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every NRRD or MetaImage file gives an image or a DataException. */
class TextHeaderHostileTest {

    private static final String NRRD = """
        NRRD0004
        # of every kind of field
        type: short
        dimension: 4
        space: left-posterior-superior
        sizes: 2 2 3 2
        space directions: none (1.5,0,0.1) (0,2,0) (0,0.2,2.5)
        kinds: vector domain domain domain
        space units: "mm" "mm" "mm"
        endian: little
        encoding: %s
        key:=value
        space origin: (-12.5,7.25,33)

        """;

    private static final String META = """
        ObjectType = Image
        NDims = 3
        BinaryData = %s
        CompressedData = %s
        TransformMatrix = 0 1 0 1 0 0 0 0 1
        Offset = 1 2 3
        ElementSpacing = 1.5 2 2.5
        DimSize = 2 3 2
        ElementNumberOfChannels = 2
        ElementType = MET_SHORT
        ElementDataFile = LOCAL
        """;

    private static final byte[] VOXELS = new byte[48];

    @TempDir
    Path top;

    private Path folder = Path.of("");

    @BeforeEach
    void make_a_folder_with_a_neighbor() throws IOException {
        folder = Files.createDirectory(top.resolve("inside"));
        Files.write(top.resolve("outside.raw"), VOXELS);
        Files.write(folder.resolve("voxels.raw"), VOXELS);
        for (int i = 0; i < VOXELS.length; i++) {
            VOXELS[i] = (byte) (i * 37);
        }
    }

    private static void rejects(Path file, String reason) {
        assertThatThrownBy(() -> Images.readChannels(file))
                .isInstanceOf(DataException.class)
                .hasMessageContaining(reason)
                .hasMessageContaining(file.getFileName().toString());
        assertThatThrownBy(() -> Images.readLabels(file)).isInstanceOf(DataException.class);
    }

    private static void survives(Path file) {
        try {
            Images.readGeometry(file);
            Images.placementNotes(file);
            Images.readChannels(file);
            Images.readLabels(file);
        } catch (DataException rejected) {
            assertThat(rejected.where().text()).contains(file.getFileName().toString());
        }
    }

    private Path text(String name, String content) throws IOException {
        return Files.writeString(folder.resolve(name), content);
    }

    private static byte[] whole(VoxelEncoding encoding) throws IOException {
        var out = new ByteArrayOutputStream();
        String header = switch (encoding) {
            case RAW -> NRRD.formatted("raw");
            case GZIP -> NRRD.formatted("gzip");
            case BZIP2 -> NRRD.formatted("bzip2");
            case HEX -> NRRD.formatted("hex");
            case TEXT -> META.formatted("False", "False");
            case ZLIB -> META.formatted("True", "True");
        };
        out.write(header.getBytes(StandardCharsets.US_ASCII));
        switch (encoding) {
            case RAW -> out.write(VOXELS);
            case GZIP -> {
                try (var zipped = new GZIPOutputStream(out)) {
                    zipped.write(VOXELS);
                }
            }
            case BZIP2 -> {
                try (var zipped = new BZip2CompressorOutputStream(out)) {
                    zipped.write(VOXELS);
                }
            }
            case ZLIB -> {
                try (var zipped = new DeflaterOutputStream(out)) {
                    zipped.write(VOXELS);
                }
            }
            case HEX -> out.write("0f".repeat(48).getBytes(StandardCharsets.US_ASCII));
            case TEXT -> out.write("-12 3,".repeat(12).getBytes(StandardCharsets.US_ASCII));
        }
        return out.toByteArray();
    }

    private Path file(VoxelEncoding encoding, byte[] content) throws IOException {
        boolean meta = encoding == VoxelEncoding.TEXT || encoding == VoxelEncoding.ZLIB;
        return Files.write(folder.resolve(meta ? "hostile.mha" : "hostile.nrrd"), content);
    }

    @ParameterizedTest
    @EnumSource
    void a_truncated_file_is_rejected(VoxelEncoding encoding) throws IOException {
        byte[] whole = whole(encoding);
        assertThat(Images.readChannels(file(encoding, whole))).hasSize(2);
        int shortest = encoding == VoxelEncoding.TEXT ? whole.length - 1 : whole.length; // a separator may be missing
        for (int length = 0; length < shortest; length++) {
            rejects(file(encoding, Arrays.copyOf(whole, length)), "");
        }
    }

    @ParameterizedTest
    @EnumSource
    void changed_bytes_give_an_image_or_a_refusal(VoxelEncoding encoding) throws IOException {
        byte[] whole = whole(encoding);
        RandomGenerator random = Seed.of(21).child(encoding.name()).generator();
        int mutations =
                encoding == VoxelEncoding.BZIP2 ? 100 : 1000; // a bzip2 reader allocates 4 MB, so this takes time
        for (int mutation = 0; mutation < mutations; mutation++) {
            byte[] changed = whole.clone();
            int changes = 1 + random.nextInt(3);
            for (int i = 0; i < changes; i++) {
                boolean digit = random.nextBoolean();
                changed[random.nextInt(changed.length)] =
                        (byte) (digit ? '0' + random.nextInt(10) : random.nextInt(256));
            }
            survives(file(encoding, changed));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"../outside.raw", "../inside/../outside.raw", "link.raw", "sub/link.raw", "linked/outside.raw"})
    void a_data_file_outside_the_folder_is_rejected(String name) throws IOException {
        Files.createSymbolicLink(folder.resolve("link.raw"), top.resolve("outside.raw"));
        Files.createSymbolicLink(folder.resolve("linked"), top);
        Files.createDirectory(folder.resolve("sub"));
        Files.createSymbolicLink(folder.resolve("sub/link.raw"), Path.of("../../outside.raw"));

        rejects(text("a.nhdr", detached(name)), "outside the header's folder");
        rejects(text("a.mhd", detachedMeta(name)), "outside the header's folder");
        rejects(text("a.nhdr", detached(top.resolve("outside.raw").toString())), "outside the header's folder");
        rejects(text("a.nhdr", detached("LIST\nvoxels.raw\n" + name)), "outside the header's folder");
        rejects(text("a.nhdr", detached("%d" + name + " 1 1 1")), "");
    }

    private static String detached(String dataFile) {
        return NRRD.formatted("raw").strip() + "\ndata file: " + dataFile + "\n";
    }

    private static String detachedMeta(String dataFile) {
        return META.formatted("True", "False").replace("LOCAL", dataFile);
    }

    @Test
    void links_and_folders_below_the_header_are_followed() throws IOException {
        Files.createDirectory(folder.resolve("sub"));
        Files.move(folder.resolve("voxels.raw"), folder.resolve("sub/with a space.raw"));
        Files.createSymbolicLink(folder.resolve("link.raw"), Path.of("sub/with a space.raw"));

        for (String name : new String[] {"link.raw", "sub/with a space.raw", "./sub/../sub/with a space.raw"}) {
            assertThat(Images.readChannels(text("a.nhdr", detached(name)))).hasSize(2);
            assertThat(Images.readChannels(text("a.mhd", detachedMeta(name)))).hasSize(2);
        }
    }

    @Test
    void data_files_that_cannot_be_are_rejected() throws IOException {
        rejects(text("a.nhdr", detached("missing.raw")), "missing");
        rejects(text("a.nhdr", detached(".")), "missing");
        rejects(text("a.nhdr", detached("nul\0.raw")), "cannot be opened");
        rejects(text("a.nhdr", detached("LIST")), "empty");
        rejects(text("a.nhdr", detached("LIST" + "\na".repeat(70_000))), "more than 65536 data files");
        rejects(text("a.nhdr", detached("LIST\nvoxels.raw\nvoxels.raw")), "twice");
        rejects(text("a.nhdr", detached("v%d.raw 1 9223372036854775807 1")), "missing");
        rejects(text("a.nhdr", detached("voxels%%.raw 1 9223372036854775807 1")), "pattern");
        rejects(text("a.nhdr", detached("v%s%d.raw 1 2 1")), "pattern");
        rejects(text("a.nhdr", detached("v%999d.raw 1 2 1")), "pattern");
        rejects(text("a.nhdr", detached("v%d.raw 1 2 0")), "steps of 0");
        rejects(text("a.nhdr", detached("v%d.raw 2 1 1")), "steps of 1");
        rejects(text("a.nhdr", detached("v%d.raw x 1 1")), "whole number");
        Files.write(folder.resolve("0.raw"), VOXELS);
        for (int i = 1; i < 5; i++) {
            Files.write(folder.resolve(i + ".raw"), VOXELS);
        }
        rejects(text("a.nhdr", detached("%d.raw 0 4 1")), "equal parts for 5 files");
        assertThat(Images.readChannels(text("a.nhdr", detached("%d.raw 3 0 -1"))))
                .hasSize(2);
        assertThat(Images.readChannels(text("a.mhd", detachedMeta("%d.raw 3")))).hasSize(2);
    }

    @Test
    void a_data_file_that_is_cut_short_is_named() throws IOException {
        Files.write(folder.resolve("voxels.raw"), Arrays.copyOf(VOXELS, 47));

        rejects(text("a.nhdr", detached("voxels.raw")), "voxels.raw has 47 bytes");
        rejects(text("a.mhd", detachedMeta("voxels.raw")), "voxels.raw has 47 bytes");
    }

    @Test
    void claims_beyond_the_file_take_no_memory() throws IOException {
        String huge = NRRD.replace("sizes: 2 2 3 2", "sizes: 2 1290 1290 1290");
        for (String encoding : new String[] {"raw", "gzip", "ascii", "hex"}) {
            rejects(text("huge.nrrd", huge.formatted(encoding) + "1".repeat(1000)), "claims 2×1290×1290×1290");
        }
        rejects(text("huge.nrrd", huge.formatted("bzip2") + "1".repeat(1000)), "");
        String meta = META.replace("DimSize = 2 3 2", "DimSize = 1290 1290 1290");
        rejects(text("huge.mha", meta.formatted("True", "True")), "claims 2×1290×1290×1290");
    }

    @Test
    void a_bzip2_bomb_is_noticed_before_memory_is_taken() throws IOException {
        var zipped = new ByteArrayOutputStream();
        zipped.write(NRRD.replace("sizes: 2 2 3 2", "sizes: 1 1000 1000 600")
                .formatted("bzip2")
                .getBytes(StandardCharsets.US_ASCII));
        try (var bzip2 = new BZip2CompressorOutputStream(zipped)) {
            bzip2.write(new byte[1_000_000]);
        }

        rejects(Files.write(folder.resolve("bomb.nrrd"), zipped.toByteArray()), "600000000");
    }

    @Test
    void a_wrong_check_sum_is_noticed() throws IOException {
        for (VoxelEncoding encoding :
                new VoxelEncoding[] {VoxelEncoding.GZIP, VoxelEncoding.ZLIB, VoxelEncoding.BZIP2}) {
            byte[] whole = whole(encoding);
            int at = encoding == VoxelEncoding.GZIP ? whole.length - 8 : whole.length - 2;
            whole[at] ^= 1;
            rejects(file(encoding, whole), "cannot be read");
        }
    }

    @Test
    void long_lines_and_words_are_read_without_a_deep_stack() throws IOException {
        String quoted = "space units: \"" + "m\\\"".repeat(300_000) + "\" \"mm\" \"mm\"";
        rejects(
                text(
                        "a.nrrd",
                        NRRD.replace("space units: \"mm\" \"mm\" \"mm\"", quoted)
                                .formatted("raw")),
                "unit");
        rejects(
                text(
                        "a.nrrd",
                        NRRD.replace("(-12.5,7.25,33)", "(" + "(".repeat(300_000))
                                .formatted("raw")),
                "");
        StringBuilder fields = new StringBuilder();
        for (int i = 0; i < 2000; i++) {
            fields.append('f').append(i).append(": =\n");
        }
        rejects(text("a.nrrd", "NRRD0001\n" + fields), "more than 1000 fields");
        rejects(text("a.mha", fields.toString()), "more than 1000 fields");
        rejects(text("a.nrrd", "NRRD0001\n" + "# more and more\n".repeat(300_000)), "is longer than");
    }

    @Test
    void what_is_no_such_file_is_rejected() throws IOException {
        rejects(folder.resolve("missing.nrrd"), "does not exist");
        rejects(Files.createDirectory(folder.resolve("folder.mha")), "folder");
        rejects(text("words.mha", "just words\n".repeat(40)), "text");
        rejects(text("a.nrrd", META.formatted("True", "False")), "MetaImage");
    }
}
