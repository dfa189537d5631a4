package klarsyn.format.tiff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.List;
import klarsyn.base.DataException;
import klarsyn.format.Images;
import klarsyn.format.TinyTiff;
import klarsyn.format.file.ReadingNote;
import klarsyn.image.Spacing;
import klarsyn.image.Volume;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TiffAxesTest {

    @TempDir
    private Path folder;

    /** Pages of 2×1 pixels that contain 0, 1, 2 … */
    private static TinyTiff pages(int count) {
        TinyTiff tiff = new TinyTiff(2, 1);
        for (int page = 0; page < count; page++) {
            tiff.page(page);
        }
        return tiff;
    }

    private Path file(TinyTiff tiff) {
        return tiff.write(folder.resolve("a.tif"));
    }

    /** The source page of each slice of each channel, channels separated by a bar. */
    private static String pagesOf(Path file) {
        List<String> channels =
                Images.readChannels(file).stream().map(TiffAxesTest::slices).toList();
        return String.join("|", channels);
    }

    private static String slices(Volume volume) {
        StringBuilder pages = new StringBuilder();
        for (int z = 0; z < volume.shape().z(); z++) {
            pages.append((int) volume.at(1, 0, z));
        }
        return pages.toString();
    }

    private static void assertSpacing(Path file, double x, double y, double z) {
        Spacing spacing = Images.readGeometry(file).spacing();
        assertThat(spacing.x()).isCloseTo(x, within(1e-12));
        assertThat(spacing.y()).isCloseTo(y, within(1e-12));
        assertThat(spacing.z()).isCloseTo(z, within(1e-12));
        assertThat(Images.readChannels(file).getFirst().geometry()).isEqualTo(Images.readGeometry(file));
    }

    @ParameterizedTest
    @CsvSource({
        "'images=3,channels=3,mode=composite', 0|1|2",
        "'images=6,channels=2,slices=3,hyperstack=true', 024|135",
        "'images=6,slices=6,loop=false', 012345",
        "'images=6', 012345",
        "'images=4,frames=4', 0|1|2|3",
        "'images=8,channels=2,slices=2,frames=2', 02|13|46|57"
    })
    void imagej_counts_channels_first_then_slices_then_frames(String properties, String expected) {
        int pages = expected.replace("|", "").length();
        Path file = file(pages(pages).description("ImageJ=1.53t\n" + properties.replace(',', '\n')));

        assertThat(pagesOf(file)).isEqualTo(expected);
        assertSpacing(file, 1, 1, 1);
    }

    @ParameterizedTest
    @CsvSource({
        "um, 0.0005, 0.002",
        "micron, 0.0005, 0.002",
        "\\u00B5m, 0.0005, 0.002",
        "µm, 0.0005, 0.002",
        "nm, 0.0000005, 0.000002",
        "mm, 0.5, 2",
        "cm, 5, 20",
        "pixel, 1, 1",
        "inch, 1, 1",
        "'', 1, 1"
    })
    void imagej_states_sizes_in_its_unit(String unit, double pixelMm, double sliceMm) {
        Path file = file(pages(2).pixelsPerUnit(2)
                .description("ImageJ=1.53t\nimages=2\nslices=2\nunit=%s\nspacing=-2.0\n".formatted(unit)));

        assertSpacing(file, pixelMm, pixelMm, sliceMm);
    }

    @Test
    void a_print_resolution_is_no_size() {
        assertSpacing(file(pages(2).pixelsPerUnit(300)), 1, 1, 1);
        assertSpacing(file(pages(1).pixelsPerUnit(0).description("ImageJ=1.53t\nunit=um\n")), 1, 1, 1);
    }

    @Test
    void imagej_may_leave_out_the_directories_of_later_images() {
        String description = "ImageJ=1.53t\nimages=6\nchannels=2\nslices=3\nhyperstack=true\n";

        assertThat(pagesOf(file(pages(6).directories(1).description(description))))
                .isEqualTo("024|135");
        assertThatThrownBy(() -> Images.readChannels(file(pages(1).description(description.replace("=6", "=600")))))
                .isInstanceOf(DataException.class);
    }

    @ParameterizedTest
    @CsvSource({
        "XYCZT, 024|135",
        "XYZCT, 012|345",
        "XYZTC, 012|345",
        "XYTCZ, 024|135",
    })
    void ome_states_the_order_of_its_pages(String order, String expected) {
        Path file = file(pages(6).description("""
            <?xml version="1.0" encoding="UTF-8"?><OME xmlns="http://www.openmicroscopy.org/Schemas/OME/2016-06">
            <Image ID="Image:0"><Pixels ID="Pixels:0" DimensionOrder="%s" Type="uint8" SizeX="2" SizeY="1" SizeC="2"
            SizeZ="3" SizeT="1" PhysicalSizeX="0.25" PhysicalSizeY="500" PhysicalSizeYUnit="nm" PhysicalSizeZ="0.002"
            PhysicalSizeZUnit="mm"><Channel ID="Channel:0:0"/><TiffData IFD="0" PlaneCount="6"/></Pixels></Image></OME>\
            """.formatted(order)));

        assertThat(pagesOf(file)).isEqualTo(expected);
        assertSpacing(file, 0.00025, 0.0005, 0.002);
    }

    private static String ome(int channels, String data) {
        return "<OME><Image><Pixels DimensionOrder=\"XYCZT\" SizeC=\"%d\" SizeZ=\"1\" SizeT=\"1\">%s</Pixels></Image></OME>"
                .formatted(channels, data);
    }

    @Test
    void ome_may_put_planes_on_any_page() {
        String data = "<TiffData FirstC=\"2\" IFD=\"0\"/><TiffData FirstC=\"0\" IFD=\"1\" PlaneCount=\"2\"/>";

        assertThat(pagesOf(file(pages(3).description(ome(3, data))))).isEqualTo("1|2|0");
        assertThat(pagesOf(file(pages(3).description(ome(3, ""))))).isEqualTo("0|1|2");
        assertThat(pagesOf(file(pages(3).description(ome(3, "<TiffData/>"))))).isEqualTo("0|1|2");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<OME><Image><Pixels SizeC=\"3\"",
                "<OME><Image/></OME>",
                "<!DOCTYPE OME [<!ENTITY x SYSTEM \"file:///etc/hostname\">]><OME><Image><Pixels"
                        + " SizeC=\"&x;\"/></Image></OME>",
                "<OME><Image><Pixels DimensionOrder=\"XYCZT\" SizeC=\"999999\" SizeZ=\"999999\""
                        + " SizeT=\"999999\"/></Image></OME>",
                "<OME><Image><Pixels DimensionOrder=\"XYCZT\" SizeC=\"-3\"/></Image></OME>",
                "<OME><Image><Pixels DimensionOrder=\"CXYZT\" SizeC=\"3\"/></Image></OME>",
                "<OME><Image><Pixels DimensionOrder=\"XYCZT\" SizeC=\"3\"/></Image><Image><Pixels/></Image></OME>",
                "<OME><Image><Pixels DimensionOrder=\"XYCZT\" SizeC=\"3\"><TiffData"
                        + " FirstC=\"7\"/></Pixels></Image></OME>",
                "<OME><Image><Pixels DimensionOrder=\"XYCZT\" SizeC=\"3\"><TiffData IFD=\"1\"/></Pixels></Image></OME>",
                "ImageJ=1.53t\nimages=10\nchannels=2\nslices=5",
                "ImageJ=1.53t\nimages=3\nchannels=0",
                "ImageJ=1.53t\nimages=3\nchannels=99999999999",
                "{\"shape\": [4, 1, 2], \"axes\": \"CYX\"}"
            })
    void descriptions_that_do_not_fit_the_pages_are_rejected(String description) {
        Path file = file(pages(3).description(description));

        assertThatThrownBy(() -> Images.readChannels(file)).isInstanceOf(DataException.class);
        assertThatThrownBy(() -> Images.readGeometry(file)).isInstanceOf(DataException.class);
    }

    @Test
    void tifffile_states_axes_where_its_user_did() {
        Path channels = file(pages(6).description("{\"shape\": [2, 3, 1, 2], \"axes\": \"CZYX\"}"));
        assertThat(pagesOf(channels)).isEqualTo("012|345");
        Path unstated = file(pages(6).description("{\"shape\": [6, 1, 2]}"));
        assertThat(pagesOf(unstated)).isEqualTo("012345");
        assertThat(Images.notes(unstated)).containsExactly(new ReadingNote.PagesAsSlices(6));
    }

    @Test
    void what_was_decided_is_noted() {
        assertThat(Images.notes(file(pages(3)))).containsExactly(new ReadingNote.PagesAsSlices(3));
        assertThat(Images.notes(file(pages(3).description("ImageJ=1.53t\nimages=3\nslices=3"))))
                .isEmpty();
        assertThat(Images.notes(file(pages(4).description("ImageJ=1.53t\nimages=4\nchannels=2\nframes=2"))))
                .containsExactly(new ReadingNote.FramesAsChannels(2, 2));
    }

    @Test
    void time_frames_are_no_label_map() {
        Path file = file(pages(3).description("ImageJ=1.53t\nimages=3\nframes=3"));

        assertThatThrownBy(() -> Images.readLabels(file))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("3 time frames")
                .hasMessageContaining("ImageJ");
    }
}
