package klarsyn.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.List;
import klarsyn.base.SharedData;
import klarsyn.image.Volume;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Public pictures against Pillow 13.0 and, for TIFF, tifffile 2026.3.
 *
 * <p>File, width, height and for each channel a position-dependent sum:
 * {@code (a[..., c] * (np.arange(a[..., 0].size) % 97 + 1).reshape(a.shape[:2])).sum()} with
 * {@code a = np.asarray(Image.open(file))}.
 */
class PicturesOfSharedDataTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "lgg/TCGA_CS_4942_19970222/TCGA_CS_4942_19970222_4.tif 256 256 71248231 88501305 74921354",
                "lgg/TCGA_CS_6290_20000917/TCGA_CS_6290_20000917_8.tif 256 256 91467632 128018652 174702370",
                "lgg/TCGA_FG_6692_20020606/TCGA_FG_6692_20020606_3.tif 256 256 79220152 114476607 162650455",
                "lgg/TCGA_HT_7686_19950629/TCGA_HT_7686_19950629_7.tif 256 256 91181102 86257881 98617665",
                "lgg/TCGA_HT_8107_19980708/TCGA_HT_8107_19980708_2.tif 256 256 53111835 51565121 63929719",
                "lgg/TCGA_CS_4942_19970222/TCGA_CS_4942_19970222_13_mask.tif 256 256 15199275",
                "lgg/TCGA_CS_6290_20000917/TCGA_CS_6290_20000917_18_mask.tif 256 256 0",
                "lgg/TCGA_FG_6692_20020606/TCGA_FG_6692_20020606_13_mask.tif 256 256 0",
                "lgg/TCGA_HT_7686_19950629/TCGA_HT_7686_19950629_18_mask.tif 256 256 0",
                "lgg/TCGA_HT_8107_19980708/TCGA_HT_8107_19980708_13_mask.tif 256 256 17978265",
                "fundus/images/Image_02R.jpg 500 480 1076563266 428975300 72578256",
                "fundus/images/Image_05L.jpg 500 480 1731183464 563116245 103147756",
                "fundus/images/Image_07R.jpg 500 480 1456232297 479917286 87689594",
                "fundus/images/Image_10L.jpg 500 480 1120671095 537710285 150902393",
                "fundus/images/Image_12R.jpg 500 480 1480263063 488458919 75593748",
                "fundus/masks/Image_02R.png 500 480 257064735",
                "fundus/masks/Image_07L.png 500 480 255205785",
                "fundus/masks/Image_11R.png 500 480 175447395",
                "flowers/daisy/105806915_a9c13e2106_n.jpg 160 160 76397611 100432300 34539385",
                "flowers/daisy/525780443_bba812c26a_m.jpg 160 160 143102302 157843251 113440149",
                "flowers/dandelion/18243351371_5fda92ac0a_n.jpg 160 160 121501275 125101919 122764854",
                "flowers/dandelion/8327657321_2cbceec396_n.jpg 160 160 130319194 130319194 130319194",
                "flowers/roses/394990940_7af082cf8d_n.jpg 160 160 111362779 26446387 26395287",
                "flowers/sunflowers/151898652_b5f1c70b98_n.jpg 160 160 142235921 155636967 162823424",
                "flowers/sunflowers/6140661443_bb48344226.jpg 160 160 105697107 107731632 66250530",
                "flowers/tulips/17198868382_697b23c715_n.jpg 160 160 180817747 119620337 69103831",
                "fer2013/angry/Training_10967257.jpg 48 48 14548182",
                "fer2013/disgust/Training_11550217.jpg 48 48 14539063",
                "fer2013/fear/Training_43126280.jpg 48 48 14010508",
                "fer2013/happy/Training_44668719.jpg 48 48 14328167",
                "fer2013/neutral/Training_43434996.jpg 48 48 13999951",
                "fer2013/sad/Training_44589880.jpg 48 48 13456265",
                "fer2013/surprise/Training_42541083.jpg 48 48 15196842",
                "oasis/images/OAS1_0010_MR1_axial.png 176 208 133206487",
                "oasis/images/OAS1_0068_MR1_sagittal.png 208 176 137199475",
                "oasis/images/OAS1_0137_MR1_coronal.png 176 176 98355960",
                "oasis/images/OAS1_0212_MR1_axial.png 176 208 132317253",
                "oasis/images/OAS1_0272_MR1_sagittal.png 208 176 122468844",
                "oasis/images/OAS1_0330_MR1_coronal.png 176 176 108962787",
                "oasis/images/OAS1_0400_MR1_axial.png 176 208 131041282",
                "oasis/images/OAS1_0457_MR1_sagittal.png 208 176 120214544"
            })
    void are_read_as_other_readers_read_them(String line) {
        String[] words = line.split(" ", 9);
        String[] names = words[0].split("/", 2);
        Path file = SharedData.folder(names[0]).resolve(names[1]);
        List<Volume> channels = Images.readChannels(file);
        assertThat(channels).hasSize(words.length - 3);
        for (int channel = 0; channel < channels.size(); channel++) {
            Volume volume = channels.get(channel);
            assertThat(volume.shape().x()).isEqualTo(Integer.parseInt(words[1]));
            assertThat(volume.shape().y()).isEqualTo(Integer.parseInt(words[2]));
            double sum = 0;
            for (int i = 0; i < volume.voxels().length; i++) {
                sum += volume.voxels()[i] * (double) (i % 97 + 1);
            }
            // Lossless sums are equal; JPEG decoders may differ by 2 per pixel, but without bias.
            double tolerance = names[1].endsWith(".jpg") ? 0.2 * 49 * volume.voxels().length : 0;
            assertThat(sum).isCloseTo(Double.parseDouble(words[3 + channel]), within(tolerance));
        }
    }
}
